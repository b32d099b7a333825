package io.parley.it.wrong;

import io.parley.room.Posted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/** Observes asynchronously what is fired synchronously. */
@ApplicationScoped
public class AsyncObserver {

    /** Made by the container. */
    public AsyncObserver() {}

    void posted(@ObservesAsync Posted event) {}
}
