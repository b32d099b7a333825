package io.parley.container.undertow;

/** A connection whose peer has not closed. */
final class OpenConnection implements TappedConnection {

    @Override
    public boolean isPeerClosed() {
        return false;
    }

    @Override
    public void shut() {
        // The peer of these tests closes
    }

    @Override
    public void broken() {
        // Whoever waits for the frames is told, too
    }
}
