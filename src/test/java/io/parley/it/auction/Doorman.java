package io.parley.it.auction;

import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionOpened;
import io.parley.session.Traffic;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Keeps a line for each event of a connection, by its user. */
@ApplicationScoped
public class Doorman {

    @Inject
    private Ledger ledger;

    @Inject
    private Connection current;

    /** Made by the container. */
    @SuppressWarnings("NullAway.Init")
    public Doorman() {}

    void opened(@Observes ConnectionOpened event) {
        note(event.connection(), "opened, managed " + (Thread.currentThread() instanceof ManageableThread));
    }

    void identified(@Observes ConnectionIdentified event) {
        note(event.connection(), "identified " + event.user().name());
    }

    void closed(@Observes ConnectionClosed event) {
        Traffic traffic = event.traffic();
        note(
                event.connection(),
                "closed by " + event.ending().by() + ", " + event.ending().code() + " "
                        + event.ending().reason() + ", lasted "
                        + !event.lasted().isNegative()
                        + ", " + traffic.messagesIn() + " in with " + traffic.bytesIn() + " bytes, "
                        + traffic.messagesOut() + " out, bytes " + (traffic.bytesOut() > traffic.messagesOut()));
    }

    private void note(Connection connection, String line) {
        String of = current.id().equals(connection.id()) ? "" : " of another connection than the current one";
        ledger.note(connection.user().name(), line + of);
    }
}
