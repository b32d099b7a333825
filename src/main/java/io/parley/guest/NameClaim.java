package io.parley.guest;

import io.parley.protocol.User;

/** One connection's hold on its user's name. Any thread may call it. */
public final class NameClaim {

    private final User user;
    private final boolean nameRefused;
    private final Runnable onRelease;
    private boolean released;

    NameClaim(User user, boolean nameRefused, Runnable onRelease) {
        this.user = user;
        this.nameRefused = nameRefused;
        this.onRelease = onRelease;
    }

    /**
     * Who the connection belongs to.
     *
     * @return the user, called by the name that was given
     */
    public User user() {
        return user;
    }

    /**
     * Whether the guest is to be told {@code name_taken}.
     *
     * @return true where the name given is not the one wished for or, without a wish, not the returning guest's own
     */
    public boolean nameRefused() {
        return nameRefused;
    }

    /**
     * Lets go, once the connection is gone. The name is free when the user's last claim is released; again does
     * nothing.
     */
    public void release() {
        if (isFirstRelease()) {
            onRelease.run();
        }
    }

    private synchronized boolean isFirstRelease() {
        boolean first = !released;
        released = true;
        return first;
    }
}
