package io.parley.session;

import io.parley.frame.EncodedText;
import io.parley.protocol.EncodedEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection, for whoever sends it: as events, one after the other, or as the bytes of their frames.
 * For one thread at a time, which may be another one each time. Once the bound was passed, or the connection has ended,
 * there is nothing but the rest of what was begun.
 */
public interface Outgoing {

    /**
     * The next event, which is begun with that.
     *
     * @return null if none waits, and then {@link Sender#ready} is called when one does. The same one until it has
     *     {@linkplain #left() left}
     */
    @Nullable
    EncodedEvent next();

    /** The event that {@link #next()} has given has left. The connection may be closed within this call. */
    void left();

    /**
     * Copies the frames that wait, from the first byte on that has not left.
     *
     * @param into gets as much as it has room for
     */
    void fill(ByteBuffer into);

    /**
     * Copies frames that wait, each as a whole, as many as there is room for; nothing where one was begun, or the first
     * is too long.
     *
     * @param into gets them
     */
    void fillWhole(ByteBuffer into);

    /**
     * Copies no more than the rest of the frame that was begun; nothing where none was.
     *
     * @param into gets as much as it has room for
     */
    void fillBegun(ByteBuffer into);

    /**
     * Bytes that {@link #fill} or {@link #fillWhole} has given have left. The connection may be closed within this
     * call.
     *
     * @param bytes how many, from the first on
     * @param left is told of each message whose last byte is among them
     */
    void written(int bytes, Consumer<? super EncodedText> left);

    /**
     * Whether a frame was begun and has not left.
     *
     * @return true where whatever else is sent would tear it
     */
    boolean isBegun();

    /**
     * Whether anything waits.
     *
     * @return false where {@link #fill} would give nothing
     */
    boolean isWaiting();

    /** The peer takes no more for now: what waits is looked at from time to time, for its age. */
    void stuck();

    /** Nothing can be sent any more: the connection is broken. It may be closed within this call. */
    void failed();
}
