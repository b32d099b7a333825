package io.parley.bench.load;

/** When publishers speak. */
interface Speech {

    /** They begin. */
    void begin();

    /** All that one has said has reached everybody. Called by the thread that reads. */
    void reachedAll(Publisher publisher);

    /** They say no more; what is on its way still comes. */
    void end();
}
