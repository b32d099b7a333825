package io.parley.container.undertow;

import java.lang.reflect.Field;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** Whether an I/O thread waits for its sockets: XNIO knows, and keeps it for itself. May be used by any thread. */
final class Sleep {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private Sleep() {}

    /** Of that thread; never, where this XNIO is not known. */
    static BooleanSupplier of(XnioIoThread thread) {
        @Nullable Field polling = polling(thread);
        return polling == null ? () -> false : () -> isSet(polling, thread);
    }

    private static @Nullable Field polling(XnioIoThread thread) {
        try {
            Field polling = thread.getClass().getDeclaredField("polling");
            polling.setAccessible(true);
            return polling.getType() == boolean.class ? polling : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "An I/O thread is always woken: this XNIO is not known", e);
            return null;
        }
    }

    private static boolean isSet(Field field, XnioIoThread thread) {
        try {
            return field.getBoolean(thread);
        } catch (IllegalAccessException e) {
            LOG.log(System.Logger.Level.DEBUG, "the field was made accessible", e);
            return false;
        }
    }
}
