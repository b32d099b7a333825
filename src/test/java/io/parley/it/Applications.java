package io.parley.it;

import com.example.billing.Invoices;
import com.example.orders.Orders;
import io.parley.it.branch.Branch;
import io.parley.it.ledger.Ledger;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Applications whose transactions say something: one is the chat's WAR, one stands beside it. Each has an example of
 * the documentation in it.
 */
final class Applications {

    static final String LEDGER = "ledger";
    static final String BRANCH = "branch";

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="ledger" transaction-type="JTA"/>
            </persistence>
            """;

    private Applications() {}

    /** Parley's WAR with the ledger in it. */
    static WebArchive ledger(String... settings) {
        WebArchive ledger = Archives.named(LEDGER, settings)
                .addPackage(Ledger.class.getPackage())
                .addPackage(Orders.class.getPackage())
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml");
        ledger.delete("WEB-INF/undertow-handlers.conf");
        return ledger;
    }

    /** A WAR that has the client's part of Parley and nothing else. */
    static WebArchive branch() {
        return ShrinkWrap.create(WebArchive.class, BRANCH + ".war")
                .addAsLibraries(new File("target/parley-client.jar"))
                .addPackage(Branch.class.getPackage())
                .addPackage(Invoices.class.getPackage());
    }

    /** Both as files in a folder. */
    static List<Path> both(Path folder, String... settings) throws IOException {
        List<Path> files = new ArrayList<>();
        for (WebArchive archive : List.of(ledger(settings), branch())) {
            Path file = Files.createDirectories(folder).resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile(), true);
            files.add(file);
        }
        return files;
    }
}
