package io.parley.it.branch;

import io.parley.client.Message;
import io.parley.client.Parley;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Transactions of an application that is not the chat's. */
@ApplicationScoped
public class Branch {

    @Inject
    private Parley parley;

    /** Made by the container. */
    public Branch() {}

    /** Says two things. */
    @Transactional
    public String commits(String room) {
        parley.publish(Message.to(room, "one"));
        return parley.publish(Message.to(room, "two").by("branch").with("{\"order\":4711}"));
    }

    /** Says something, and fails. */
    @Transactional
    public String fails(String room) {
        parley.publish(Message.to(room, "never"));
        throw new IllegalStateException("on purpose");
    }

    /** Says something without a transaction. */
    public String saysAtOnce(String room) {
        return parley.publish(Message.to(room, "at once"));
    }
}
