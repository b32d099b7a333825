package io.parley.it.auction;

import io.parley.scope.ConnectionScoped;
import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionOpened;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** The visit of one connection: counts what it is told of that one. */
@ConnectionScoped
public class Visit {

    @Inject
    private Connection connection;

    @Inject
    private Ledger ledger;

    private int told;

    /** Made by the container, when it is first used. */
    @SuppressWarnings("NullAway.Init")
    public Visit() {}

    void opened(@Observes ConnectionOpened event) {
        count(event.connection(), "opened");
    }

    void identified(@Observes ConnectionIdentified event) {
        count(event.connection(), "identified");
    }

    void closed(@Observes ConnectionClosed event) {
        count(event.connection(), "closed");
    }

    private void count(Connection of, String what) {
        told++;
        boolean mine = of.id().equals(connection.id());
        note("visit " + told + ": " + what + (mine ? "" : ", but of another"));
    }

    @PreDestroy
    void end() {
        note("visit over after " + told);
        ledger.write("visit of " + connection.user().name() + " over after " + told);
    }

    private void note(String line) {
        ledger.note("visit of " + connection.user().name(), line);
    }
}
