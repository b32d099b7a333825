package io.parley.bench.log;

import io.parley.log.Draft;
import io.parley.protocol.Body;
import io.parley.protocol.User;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What is said: 100 bytes each time, by one of a hundred. Any thread may call. */
final class Words {

    static final String TEXT = "x".repeat(100);

    /** As long as those that the server makes. */
    private static final String PREFIX = UUID.randomUUID().toString().substring(0, 6);

    private static final AtomicLong LAST = new AtomicLong(1_000_000);

    private Words() {}

    static User user(int sender) {
        return User.principal("sender" + sender);
    }

    static String uid() {
        return PREFIX + LAST.incrementAndGet();
    }

    static Draft draft(int sender) {
        return new Draft(uid(), Optional.empty(), user(sender), Body.of(TEXT));
    }

    static Draft keyed(int sender) {
        return new Draft(uid(), Optional.of(uid()), user(sender), Body.of(TEXT));
    }
}
