package io.parley.container.undertow;

import io.undertow.conduits.WriteTimeoutStreamSinkConduit;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The conduit beneath the one with which Undertow gives each write a time. That one looks up the time with each write,
 * and takes it back only when writes are suspended; what waits in an outbox has a time of its own. May be used by any
 * thread.
 */
final class Untimed {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private static final @Nullable Field NEXT = PrivateField.find(
                    AbstractConduit.class, "next", "Each write gets a time from the server: this XNIO is not known")
            .orElse(null);

    private Untimed() {}

    /** The one beneath, or the same where it gives no time or is not known. */
    static StreamSinkConduit beneath(StreamSinkConduit conduit) {
        if (NEXT == null || !(conduit instanceof WriteTimeoutStreamSinkConduit)) {
            return conduit;
        }
        try {
            return (StreamSinkConduit) NEXT.get(conduit);
        } catch (IllegalAccessException e) {
            LOG.log(System.Logger.Level.DEBUG, "the field was made accessible", e);
            return conduit;
        }
    }
}
