package io.parley.cdi;

import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionOpened;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells nobody. */
@ApplicationScoped
public class UnheardConnections implements ConnectionListener {

    /** Made by the container. */
    public UnheardConnections() {}

    @Override
    public void opened(ConnectionOpened event) {}

    @Override
    public void identified(ConnectionIdentified event) {}

    @Override
    public void closed(ConnectionClosed event) {}
}
