package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Posted;
import io.parley.session.ConnectionClosed;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which observers make Parley tell. */
class DiscoveredTest {

    private static final Type GENERIC =
            List.of(Words.class.getGenericInterfaces()).get(0);
    private static final Type VARIABLE = Comparator.class.getTypeParameters()[0];

    private final Discovered found = new Discovered();

    @Test
    void an_application_that_observes_nothing_of_parleys_is_told_nothing() {
        found.add(new Observer(String.class));
        found.add(new Observer(GENERIC));
        found.add(new Observer(Object.class, NamedLiteral.of("other")));

        assertThat(found.usesRooms()).isFalse();
        assertThat(found.usesConnections()).isFalse();
        assertThat(found.observers()).isEmpty();
    }

    @Test
    void an_observer_that_may_hear_of_everything_makes_everything_told() {
        for (Type type : List.of(Object.class, Record.class, VARIABLE)) {
            Discovered all = new Discovered();
            all.add(new Observer(type, Any.Literal.INSTANCE));

            assertThat(all.usesRooms()).as(type.toString()).isTrue();
            assertThat(all.usesConnections()).as(type.toString()).isTrue();
        }
    }

    @Test
    void each_kind_of_event_is_told_where_it_is_observed() {
        assertThat(hearing(Posted.class).usesRooms()).isTrue();
        assertThat(hearing(Posted.class).usesConnections()).isFalse();
        assertThat(hearing(ConnectionClosed.class).usesRooms()).isFalse();
        assertThat(hearing(ConnectionClosed.class).usesConnections()).isTrue();
    }

    private static Discovered hearing(Class<?> event) {
        Discovered found = new Discovered();
        // Without a bean, as observers that an extension adds are
        found.add(new Observer(event));
        return found;
    }

    private interface Words extends Comparator<String> {}

    private static final class Observer implements ObserverMethod<Object> {

        private final Type type;
        private final Set<Annotation> qualifiers;

        Observer(Type type, Annotation... qualifiers) {
            this.type = type;
            this.qualifiers = Set.of(qualifiers);
        }

        @Override
        public Class<?> getBeanClass() {
            return Observer.class;
        }

        @Override
        public @Nullable Bean<?> getDeclaringBean() {
            return null;
        }

        @Override
        public Type getObservedType() {
            return type;
        }

        @Override
        public Set<Annotation> getObservedQualifiers() {
            return qualifiers;
        }

        @Override
        public Reception getReception() {
            return Reception.ALWAYS;
        }

        @Override
        public TransactionPhase getTransactionPhase() {
            return TransactionPhase.IN_PROGRESS;
        }

        @Override
        public void notify(EventContext<Object> event) {}
    }
}
