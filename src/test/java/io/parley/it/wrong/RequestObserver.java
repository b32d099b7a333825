package io.parley.it.wrong;

import io.parley.session.ConnectionClosed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;

/** Lives with a request, and wants to know of what happens outside of any. */
@RequestScoped
public class RequestObserver {

    /** Made by the container. */
    public RequestObserver() {}

    void closed(@Observes ConnectionClosed event) {}
}
