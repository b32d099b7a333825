package io.parley.endpoint;

import io.parley.chat.Arrival;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;

/** {@code /chat/} and a room, which is joined first. */
@Dependent
@ServerEndpoint(value = "/chat/{room}", subprotocols = Arrival.PROTOCOL, configurator = ChatConfigurator.class)
public class NamedRoomEndpoint extends ChatEndpoint {

    /**
     * Made by the container.
     *
     * @param services what the endpoints work with
     */
    @Inject
    public NamedRoomEndpoint(ChatServices services) {
        super(services);
    }
}
