package io.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used of the processors, in user and system time, to 10 ms. Linux only. */
final class CpuClock {

    /** Of {@code proc(5)}, counted behind the command's name, which may contain anything. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    /** {@code USER_HZ}, which is the same everywhere. */
    private static final int TICKS_PER_SECOND = 100;

    private final Path stat;

    CpuClock(long pid) {
        stat = Path.of("/proc", Long.toString(pid), "stat");
    }

    Duration used() {
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", STIME + 2);
            long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
