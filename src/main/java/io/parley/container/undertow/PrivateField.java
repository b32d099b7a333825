package io.parley.container.undertow;

import java.lang.reflect.Field;
import java.util.Optional;

/** A field that a library keeps for itself, and may not have in its next version. */
final class PrivateField {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private PrivateField() {}

    /** The field, to be read; where there is none it says in the log what has to be done without it. */
    static Optional<Field> find(Class<?> owner, String name, String without) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return Optional.of(field);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, without, e);
            return Optional.empty();
        }
    }
}
