package io.parley.log.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.Draft;
import io.parley.log.Passage;
import io.parley.log.publication.WrittenPublication.Author;
import io.parley.protocol.Body;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody has written into the database becomes a draft, or is refused with a reason that names what is wrong.
 */
class PublicationRulesTest {

    private static final Author SYSTEM = new Author("SYSTEM", "system", "system");
    private static final Author ANN = new Author("PRINCIPAL", "ann", "ann");

    private final PublicationRules rules = new PublicationRules(new Limits(64, 20, 10), PublicationRulesTest::compact);

    /** As JSON is made compact: what begins with a question mark is none. */
    private static String compact(String json) {
        if (json.startsWith("?")) {
            throw new IllegalArgumentException("data: not JSON");
        }
        return json.strip();
    }

    private static WrittenPublication publication(
            String uid, Author author, @Nullable String key, String text, @Nullable String data) {
        return new WrittenPublication(
                7, uid, "tea", author, Optional.ofNullable(key), text, Optional.ofNullable(data), TestStore.WRITTEN);
    }

    @Test
    void a_good_one_becomes_a_draft_that_knows_where_it_comes_from() {
        WrittenPublication written = publication("uid", ANN, "key", "hello", " {} ");
        Passage.Convoy convoy = new Passage.Convoy();

        Draft draft = rules.draft(written, convoy);

        assertThat(draft.uid()).isEqualTo("uid");
        assertThat(draft.key()).contains("key");
        assertThat(draft.from()).isEqualTo(User.principal("ann"));
        assertThat(draft.body()).isEqualTo(new Body("hello", Optional.of("{}")));
        Passage passage = draft.passage().orElseThrow();
        assertThat(passage.publication()).isEqualTo(7);
        assertThat(passage.convoy()).isSameAs(convoy);
        assertThat(rules.room(written)).isEqualTo(new RoomName("tea"));
    }

    @Test
    void what_the_system_says_is_called_system_whatever_name_was_written() {
        WrittenPublication written = publication("uid", new Author("SYSTEM", "root", "ann"), null, "hello", null);

        assertThat(rules.draft(written, new Passage.Convoy()).from()).isEqualTo(User.SYSTEM);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(publication("", SYSTEM, null, "x", null), "uid"),
                Arguments.of(publication("u".repeat(65), SYSTEM, null, "x", null), "uid"),
                Arguments.of(publication("u", new Author("KING", "a", "a"), null, "x", null), "user_kind"),
                Arguments.of(publication("u", new Author("GUEST", "", "a"), null, "x", null), "user"),
                Arguments.of(publication("u", new Author("GUEST", "a", "a".repeat(513)), null, "x", null), "user"),
                Arguments.of(publication("u", SYSTEM, "", "x", null), "key"),
                Arguments.of(publication("u", SYSTEM, "k".repeat(65), "x", null), "key"),
                Arguments.of(publication("u", SYSTEM, "\ud800", "x", null), "key"),
                Arguments.of(publication("u", SYSTEM, null, "", null), "text has 1 to 20"),
                Arguments.of(publication("u", SYSTEM, null, "x".repeat(21), null), "text has 1 to 20"),
                Arguments.of(publication("u", SYSTEM, null, "\udfff", null), "text"),
                Arguments.of(publication("u", SYSTEM, null, "x", "?"), "not JSON"),
                Arguments.of(publication("u", SYSTEM, null, "x", "?".repeat(65)), "data has at most 64"),
                Arguments.of(publication("u", SYSTEM, null, "x", "\u00e4".repeat(33)), "data has at most 64"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_one_is_refused_with_what_is_wrong(WrittenPublication written, String named) {
        assertThatThrownBy(() -> rules.draft(written, new Passage.Convoy()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void as_much_is_read_as_shows_that_it_is_too_long() {
        assertThat(rules.mostChars()).isEqualTo(65);
    }
}
