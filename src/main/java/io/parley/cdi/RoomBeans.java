package io.parley.cdi;

import io.parley.protocol.RoomName;
import io.parley.room.Room;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;

/** Makes all beans of a room that begins, within its scope; one that cannot be made leaves the others alone. */
record RoomBeans(List<Bean<?>> beans, KeyedContext<RoomName, Room> scope, BeanManager manager) implements Runnable {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    @Override
    public void run() {
        beans.forEach(this::make);
    }

    private <T> void make(Bean<T> bean) {
        try {
            scope.get(bean, manager.createCreationalContext(bean));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a bean of a room could not be made", e);
        }
    }
}
