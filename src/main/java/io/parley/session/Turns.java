package io.parley.session;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The turns of one connection among those of its outlet. Any thread says that there is something to be done; however
 * many say so until the turn has come, it is one.
 */
public abstract class Turns {

    private static final AtomicIntegerFieldUpdater<Turns> ADDED =
            AtomicIntegerFieldUpdater.newUpdater(Turns.class, "added");

    private final Outlet outlet;

    /** 1 as long as the outlet has it. */
    private volatile int added;

    /**
     * None yet.
     *
     * @param outlet of the connection
     */
    protected Turns(Outlet outlet) {
        this.outlet = outlet;
    }

    /**
     * Where the turns are.
     *
     * @return always the same
     */
    public final Outlet outlet() {
        return outlet;
    }

    /** A turn is wanted. On any thread, but under no lock. Most find that it was asked for, and go on. */
    public final void ready() {
        if (added == 0 && ADDED.compareAndSet(this, 0, 1)) {
            outlet.ready(this::go);
        }
    }

    private void go() {
        added = 0;
        take();
    }

    /** A turn has come; what is added from here on needs another one. On the outlet's thread. Throws nothing. */
    protected abstract void take();
}
