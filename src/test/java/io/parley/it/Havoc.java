package io.parley.it;

/** What befalls a server, or something that it stands on, while people talk. */
interface Havoc {

    /** Strikes once, and returns when things are as they should be again: people may take a while to find out. */
    void strike() throws Exception;
}
