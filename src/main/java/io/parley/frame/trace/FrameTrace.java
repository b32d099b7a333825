package io.parley.frame.trace;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.PayloadSlice;
import io.parley.frame.Rule;
import io.parley.frame.inspection.FrameInspector;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last frames of one connection, both ways, in the order in which they were over. Its memory is set aside at
 * the beginning, and no frame allocates any. Any thread may ask; the ring and what follows it are guarded by it.
 */
public final class FrameTrace implements FrameInspector {

    private final InstantSource clock;
    private final FrameRing ring;
    private final FrameUnderWay in;
    private final FrameUnderWay out;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private @Nullable Rule refusal;
    private boolean over;

    /**
     * No frame yet.
     *
     * @param size how much is kept
     * @param clock dates the frames
     * @param secrets what nobody sees of them
     */
    public FrameTrace(TraceSize size, InstantSource clock, Secrets secrets) {
        this.clock = clock;
        this.ring = new FrameRing(size, secrets);
        this.in = new FrameUnderWay(size);
        this.out = new FrameUnderWay(size);
    }

    /**
     * What a trace holds at one moment.
     *
     * @param frames some of those that are still there, oldest first
     * @param oldest the number of the oldest one that is still there; one more than {@code count} where there is none
     * @param count how many frames there were
     * @param refusal why a frame was refused, which is not among them
     * @param over whether no frame can follow
     */
    public record Excerpt(List<TracedFrame> frames, long oldest, long count, Optional<Rule> refusal, boolean over) {}

    /**
     * Whether more of payloads is kept than the codes of close frames.
     *
     * @return the same always
     */
    public boolean keepsPayloads() {
        return ring.keepsPayloads();
    }

    private FrameUnderWay underWay(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? in : out;
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        underWay(way).begin(clock.instant(), header);
    }

    @Override
    public void payload(Direction way, PayloadSlice slice) {
        underWay(way).keep(slice);
    }

    @Override
    public void end(Direction way) {
        FrameUnderWay frame = underWay(way);
        if (frame.end()) {
            synchronized (ring) {
                // What another thread was still at when the connection was gone comes too late
                if (!over) {
                    ring.add(way, frame);
                }
            }
            tellFollowers();
        }
    }

    @Override
    public void refused(Direction way, Rule rule) {
        synchronized (ring) {
            refusal = over ? refusal : rule;
        }
        tellFollowers();
    }

    @Override
    public void gone() {
        synchronized (ring) {
            over = true;
        }
        tellFollowers();
    }

    private void tellFollowers() {
        for (Runnable follower : followers) {
            follower.run();
        }
    }

    /**
     * Tells somebody whenever there is something new.
     *
     * @param follower called on the connection's I/O thread or under its locks: may only hand over to another thread;
     *     throws nothing
     */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /**
     * Tells somebody no more.
     *
     * @param follower may still be told once
     */
    public void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    /**
     * Whether no frame can follow.
     *
     * @return true for good
     */
    public boolean isOver() {
        synchronized (ring) {
            return over;
        }
    }

    /**
     * The frames behind a place.
     *
     * @param number of a frame, or 0
     * @param most how many at most
     * @return copies, of this moment
     */
    public Excerpt after(long number, int most) {
        synchronized (ring) {
            return new Excerpt(
                    List.copyOf(ring.after(number, most)),
                    ring.oldest(),
                    ring.count(),
                    Optional.ofNullable(refusal),
                    over);
        }
    }
}
