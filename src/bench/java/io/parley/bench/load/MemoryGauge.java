package io.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process of Java's takes of the memory, after a collection. Linux only. */
final class MemoryGauge {

    private static final Pattern HEAP_USED = Pattern.compile("heap +total [^\n]*?used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int KIB = 1024;

    private final String jcmd;
    private final String pid;

    /**
     * What there is at one moment.
     *
     * @param heapBytes live objects
     * @param residentBytes what the operating system gives the process
     */
    record Memory(long heapBytes, long residentBytes) {}

    MemoryGauge(Path javaHome, long pid) {
        this.jcmd = javaHome.resolve("bin/jcmd").toString();
        this.pid = Long.toString(pid);
    }

    /** Once the heap is no larger than what lives in it, so that what is resident says something. */
    Memory afterCollection() {
        spare(5, 10);
        Memory memory = collect();
        spare(40, 70);
        return memory;
    }

    /**
     * Until the next look, the heap is as large as that of a server at work: whoever comes pays for no growth of it.
     */
    void makeRoom() {
        spare(90, 95);
        ask("GC.run");
    }

    /** How much of the heap is kept free by a collection, in per cent; to Java, least may never be above most. */
    private void spare(int least, int most) {
        ask("VM.set_flag", "MinHeapFreeRatio", "0");
        ask("VM.set_flag", "MaxHeapFreeRatio", Integer.toString(most));
        ask("VM.set_flag", "MinHeapFreeRatio", Integer.toString(least));
    }

    private Memory collect() {
        // What the first one has found dead may have kept more alive, through references that are not strong
        ask("GC.run");
        ask("GC.run");
        return new Memory(
                kibibytes(HEAP_USED, ask("GC.heap_info")) * KIB,
                kibibytes(RESIDENT, read(Path.of("/proc", pid, "status"))) * KIB);
    }

    private String ask(String... question) {
        List<String> command = new ArrayList<>(List.of(jcmd, pid));
        command.addAll(List.of(question));
        try {
            return Shell.run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long kibibytes(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }
}
