package io.parley.endpoint;

import io.parley.chat.Arrival;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the handshake for the endpoint (Jakarta WebSocket, section 3.1.6). What is to be refused never comes here: the
 * handshake filter stands in front. Not injected on every server, so it asks {@link CDI#current()}, once: Weld finds
 * out by a stack trace whose question that is. So one belongs to one deployment.
 */
public class ChatConfigurator extends ServerEndpointConfig.Configurator {

    private static final String PROTOCOLS = "sec-websocket-protocol";

    private volatile @Nullable ChatServices services;

    /** Made by the container, once for an endpoint of a deployment (Jakarta WebSocket, section 3.1.7). */
    public ChatConfigurator() {}

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        ChatServices chat = services();
        Arrival.Parts parts = new Arrival.Parts(
                path(config, request),
                Optional.ofNullable(request.getQueryString()),
                protocols(request.getHeaders()),
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName));
        Luggage.leave(
                config, Arrival.read(parts, chat.guests()), chat.handover().collect());
    }

    private ChatServices services() {
        @Nullable ChatServices known = services;
        if (known == null) {
            known = CDI.current().select(ChatServices.class).get();
            services = known;
        }
        return known;
    }

    private static String path(ServerEndpointConfig config, HandshakeRequest request) {
        if (config.getPath().equals(Arrival.PATH)) {
            return Arrival.PATH;
        }
        String path = request.getRequestURI().getRawPath();
        return Arrival.PATH + path.substring(path.lastIndexOf('/'));
    }

    private static List<String> protocols(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(PROTOCOLS))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
    }
}
