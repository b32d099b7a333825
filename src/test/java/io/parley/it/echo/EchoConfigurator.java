package io.parley.it.echo;

import io.parley.session.Wire;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Optional;

/** Leaves the hold on the connection where the endpoint takes it. */
public class EchoConfigurator extends ServerEndpointConfig.Configurator {

    private static final String WIRE = "io.parley.it.echo.wire";

    /** Made by the container. */
    public EchoConfigurator() {}

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        CDI.current()
                .select(HeldWires.class)
                .get()
                .collect()
                .ifPresent(wire -> config.getUserProperties().put(WIRE, wire));
    }

    static Optional<Wire> takeWire(EndpointConfig config) {
        return Optional.ofNullable((Wire) config.getUserProperties().remove(WIRE));
    }
}
