package io.parley.it.wrong;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** An endpoint where Parley's room {@code news} is. */
@Dependent
@ServerEndpoint("/chat/news")
public class NewsEndpoint {

    /** Made by the container. */
    public NewsEndpoint() {}

    /**
     * Says nothing.
     *
     * @param text ignored
     */
    @OnMessage
    public void onText(String text) {}
}
