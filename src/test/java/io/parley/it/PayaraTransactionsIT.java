package io.parley.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions on Payara, with the H2 that it brings. */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class PayaraTransactionsIT extends TransactionsContract {

    @ArquillianResource
    @OperateOnDeployment(Applications.LEDGER)
    private URI ledgerAt;

    @ArquillianResource
    @OperateOnDeployment(Applications.BRANCH)
    private URI branchAt;

    @Deployment(name = Applications.LEDGER, order = 1, testable = false)
    static WebArchive ledgerArchive() {
        return Applications.ledger();
    }

    @Deployment(name = Applications.BRANCH, order = 2, testable = false)
    static WebArchive branchArchive() {
        return Applications.branch();
    }

    @Override
    Server find(String application) {
        return new Server(application.equals(Applications.LEDGER) ? ledgerAt : branchAt);
    }
}
