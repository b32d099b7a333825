package io.parley.session;

/** Counts what comes in through one connection. May be used by any thread; fields are guarded by this. */
final class InboundCount {

    private long messages;
    private long bytes;
    private long refused;

    /** Most frames of an idle connection have nothing to count: no lock for them. */
    void add(int moreBytes, boolean whole) {
        if (moreBytes > 0 || whole) {
            count(moreBytes, whole);
        }
    }

    private synchronized void count(int moreBytes, boolean whole) {
        bytes += moreBytes;
        messages += whole ? 1 : 0;
    }

    synchronized void addRefused() {
        refused++;
    }

    synchronized Traffic with(SentCount sent) {
        return new Traffic(messages, bytes, refused, sent.messages(), sent.bytes());
    }
}
