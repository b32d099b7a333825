package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.observer.Backlog;
import io.parley.observer.ByHand;
import io.parley.observer.Lanes;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Publication;
import io.parley.room.Published;
import io.parley.room.Room;
import io.parley.room.Rooms;
import io.parley.room.UserPage;
import io.parley.scope.RoomScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoomObserversTest {

    private static final RoomName TEA = new RoomName("tea");
    private static final User ANN = User.principal("ann");
    private static final int BOUND = 12;

    private final ByHand executor = new ByHand();
    private final Lanes<RoomName> lanes = new Lanes<>(new Backlog(BOUND), executor);
    private final KeyedContext<RoomName, Room> scope = new KeyedContext<>(RoomScoped.class);
    private final List<String> heard = new ArrayList<>();
    private final RoomObservers observers = new RoomObservers(
            lanes,
            scope,
            new RoomObservers.Beginning(
                    name -> new LiveRoomView(name, new NoRooms()), () -> heard.add("beans of " + subject())),
            event -> heard.add(event.getClass().getSimpleName() + " in " + subject()));

    @Test
    void a_rooms_beans_are_made_before_anything_is_told_and_gone_after_everything() {
        observers.appeared(TEA);
        observers.joined(new Joined(TEA, ANN));
        observers.left(new Left(TEA, ANN));
        executor.runAll();
        assertThat(scope.size()).isEqualTo(1);
        observers.ended(TEA);
        executor.runAll();

        assertThat(heard).containsExactly("beans of tea", "Joined in tea", "Left in tea");
        assertThat(scope.size()).isZero();
    }

    @Test
    void a_room_that_appears_again_has_a_life_of_its_own() {
        observers.appeared(TEA);
        observers.ended(TEA);
        observers.appeared(TEA);
        executor.runAll();

        assertThat(heard).containsExactly("beans of tea", "beans of tea");
        assertThat(scope.size()).isEqualTo(1);
    }

    @Test
    void a_room_whose_appearance_was_lost_has_no_beans_and_is_told_of_to_others() {
        for (int i = 0; i < BOUND; i++) {
            lanes.begin(new RoomName("other" + i), () -> {});
        }
        observers.appeared(TEA);
        executor.runAll();
        observers.joined(new Joined(TEA, ANN));
        observers.ended(TEA);
        executor.runAll();

        assertThat(heard).containsExactly("Joined in no scope");
        assertThat(scope.size()).isZero();
    }

    @Test
    void a_room_that_has_disappeared_answers_as_an_empty_one() {
        Room room = new LiveRoomView(TEA, new NoRooms());

        assertThat(room.members()).isZero();
        assertThat(room.users(Optional.empty(), 10)).isEqualTo(UserPage.EMPTY);
        assertThat(room.position()).isEmpty();
    }

    private String subject() {
        return scope.isActive() ? scope.subject().name().value() : "no scope";
    }

    /** Rooms that are all gone. */
    private static final class NoRooms implements Rooms {
        @Override
        public Optional<Room> find(RoomName name) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Published> publish(Publication publication) {
            return new CompletableFuture<>();
        }
    }
}
