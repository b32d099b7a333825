package io.parley.container.undertow;

import java.lang.reflect.Field;
import java.util.function.BooleanSupplier;
import org.xnio.XnioIoThread;

/** Whether an I/O thread waits for its sockets: XNIO knows, and keeps it for itself. May be used by any thread. */
final class Sleep {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private Sleep() {}

    /** Of that thread; never, where this XNIO is not known. */
    static BooleanSupplier of(XnioIoThread thread) {
        return PrivateField.find(thread.getClass(), "polling", "An I/O thread is always woken: this XNIO is not known")
                .filter(polling -> polling.getType() == boolean.class)
                .<BooleanSupplier>map(polling -> () -> isSet(polling, thread))
                .orElse(() -> false);
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
