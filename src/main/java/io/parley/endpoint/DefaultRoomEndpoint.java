package io.parley.endpoint;

import io.parley.chat.Arrival;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;

/** {@code /chat}: plain mode joins the default room here. */
@Dependent
@ServerEndpoint(value = "/chat", subprotocols = Arrival.PROTOCOL, configurator = ChatConfigurator.class)
public class DefaultRoomEndpoint extends ChatEndpoint {

    /**
     * Made by the container.
     *
     * @param services what the endpoints work with
     */
    @Inject
    public DefaultRoomEndpoint(ChatServices services) {
        super(services);
    }
}
