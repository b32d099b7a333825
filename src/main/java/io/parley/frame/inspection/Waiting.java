package io.parley.frame.inspection;

/**
 * What has been passed on and is not worked off yet: messages, in their order, and what they take. Containers let them
 * wait without a bound. May be used by any thread; nothing blocks.
 */
public final class Waiting {

    private static final int MOST = 64;
    private static final int FEW = MOST / 2;
    private static final long MOST_BYTES = 256 * 1024;
    private static final long FEW_BYTES = MOST_BYTES / 2;

    /** Behind most peers never more than one waits. */
    private static final int AT_FIRST = 2;

    /** In a ring, which grows where more wait, up to as many as may. */
    private long[] sizes = {};

    private int first;
    private int count;
    private long bytes;
    private volatile boolean full;
    private boolean draining;

    /** Nothing waits. */
    public Waiting() {}

    /**
     * One more waits. Not to be called while it {@linkplain #isFull() is full}.
     *
     * @param size what it takes, in bytes
     */
    public synchronized void add(long size) {
        if (count == sizes.length) {
            sizes = doubled();
            first = 0;
        }
        sizes[(first + count) % sizes.length] = size;
        count++;
        bytes += size;
        full = count == MOST || bytes >= MOST_BYTES;
    }

    private long[] doubled() {
        long[] more = new long[Math.max(AT_FIRST, 2 * count)];
        for (int i = 0; i < count; i++) {
            more[i] = sizes[(first + i) % count];
        }
        return more;
    }

    /**
     * The one that has waited longest is worked off.
     *
     * @return whether it was full, and is half empty now, or empty if it had to be
     */
    public synchronized boolean removeFirst() {
        if (count == 0) {
            return false;
        }
        bytes -= sizes[first];
        first = (first + 1) % sizes.length;
        count--;
        boolean wasFull = full;
        full = full && count > 0 && (draining || count > FEW || bytes > FEW_BYTES);
        draining &= count > 0;
        return wasFull && !full;
    }

    /**
     * Nothing may be passed on before all that waits is worked off.
     *
     * @return whether anything waits
     */
    public synchronized boolean drain() {
        draining = count > 0;
        full |= draining;
        return draining;
    }

    /**
     * Whether nothing may be passed on for now.
     *
     * @return true at 64 that wait, or as soon as they take 256 KiB, until half of that is worked off; or all, where
     *     that was asked for
     */
    public boolean isFull() {
        return full;
    }
}
