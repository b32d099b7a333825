package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoomNameTest {

    @ParameterizedTest
    @MethodSource("names")
    void a_name_is_1_to_128_of_the_allowed_characters(String name) {
        assertThat(RoomName.parse(name)).contains(new RoomName(name));
        assertThat(new RoomName(name)).hasToString(name);
    }

    static Stream<String> names() {
        return Stream.of("a", "lobby", "Team-1_b.c~d@e", "0", ".", "..", "-", "x".repeat(128));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anything_else_is_no_name(String other) {
        assertThat(RoomName.parse(other)).isEmpty();
        assertThatThrownBy(() -> new RoomName(other)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<String> others() {
        return Stream.of(
                "", " ", "a b", "a/b", "a\n", "\na", "a%20b", "caf\u00e9", "\uff41", "a\u0000", "x".repeat(129), "a#b");
    }

    @Test
    void names_that_differ_in_case_are_different_rooms() {
        assertThat(new RoomName("Lobby")).isNotEqualTo(new RoomName("lobby"));
    }

    @Test
    void names_are_ordered_by_their_characters() {
        assertThat(Stream.of("b", "a", "B").map(RoomName::new).sorted())
                .extracting(RoomName::value)
                .containsExactly("B", "a", "b");
    }
}
