package io.parley.it.wrong;

import io.parley.room.Joined;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

/** Takes a qualifier for the name of a room. */
@ApplicationScoped
public class QualifiedObserver {

    /** Made by the container. */
    public QualifiedObserver() {}

    void joined(@Observes @Named("lobby") Joined event) {}
}
