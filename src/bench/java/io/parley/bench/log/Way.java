package io.parley.bench.log;

/** How messages are stored. */
enum Way {
    LOG("the log"),
    LOG_WITH_KEYS("the log, with keys"),
    PLAIN("a transaction each");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
