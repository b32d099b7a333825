package io.parley.it;

import java.io.IOException;

/** Kills the server without a warning, and starts it again on what it has left behind. */
final class KilledServer implements Havoc {

    private final OwnServer server;
    private final Gate gate;

    KilledServer(OwnServer server, Gate gate) {
        this.server = server;
        this.gate = gate;
    }

    @Override
    public void strike() throws IOException {
        gate.closes();
        server.kill();
        server.startsAgain();
        gate.opens();
    }
}
