package io.parley.endpoint;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the handshake's filter has found to the endpoint (Jakarta WebSocket, section 3.1.6). What is to be refused
 * never comes here: the filter stands in front. Not injected on every server, so it asks {@link CDI#current()}, once:
 * Weld finds out by a stack trace whose question that is. So one belongs to one deployment.
 */
public class ChatConfigurator extends ServerEndpointConfig.Configurator {

    private volatile @Nullable ChatServices services;

    /** Made by the container, once for an endpoint of a deployment (Jakarta WebSocket, section 3.1.7). */
    public ChatConfigurator() {}

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        services().handover().collect().ifPresent(left -> Luggage.leave(config, left));
    }

    private ChatServices services() {
        @Nullable ChatServices known = services;
        if (known == null) {
            known = CDI.current().select(ChatServices.class).get();
            services = known;
        }
        return known;
    }
}
