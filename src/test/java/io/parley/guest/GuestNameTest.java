package io.parley.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNameTest {

    private static final String ASTRAL_LETTER = "\uD801\uDC00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "-",
                "Ada Lovelace",
                "j.r.r._tolkien-1",
                "Zo\u00EB",
                "\u674E\u5C0F\u9F99",
                "\u0394\u03B7\u03BC\u03AE\u03C4\u03C1\u03B7\u03C2",
                "\u0663",
                "user1",
                "system"
            })
    void lettersDigitsSpacesAndThreeMarksMakeAName(String text) {
        assertThat(GuestName.parse(text)).hasValueSatisfying(name -> {
            assertThat(name.value()).isEqualTo(text);
            assertThat(name).hasToString(text);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " ada",
                "ada ",
                "a\tb",
                "a\nb",
                "a\u00A0b",
                "a\u2003b",
                "a\u0000b",
                "a@b",
                "<b>",
                "a/b",
                "a:b",
                "a\u200Bb",
                "a\u202Eb",
                "\u3164",
                "user1\uFFA0",
                "\u00BD",
                "\u00B2",
                "\uD83D\uDE00",
                "\uD801",
                "\uDC00"
            })
    void anythingElseIsNoName(String text) {
        assertThat(GuestName.parse(text)).isEmpty();
    }

    @Test
    void aNameMustBeInNfc() {
        assertThat(GuestName.parse("Zo\u00EB")).isPresent();
        assertThat(GuestName.parse("Zoe\u0308")).isEmpty();
        assertThat(GuestName.parse("\u212B"))
                .as("the angstrom sign, in NFC an A with a ring")
                .isEmpty();
    }

    @Test
    void aNameHasAtMost32CodePointsNotUtf16Units() {
        assertThat(GuestName.parse("a".repeat(32))).isPresent();
        assertThat(GuestName.parse("a".repeat(33))).isEmpty();
        assertThat(GuestName.parse(ASTRAL_LETTER.repeat(32))).isPresent();
        assertThat(GuestName.parse(ASTRAL_LETTER.repeat(33))).isEmpty();
        assertThat(GuestName.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void theConstructorRefusesWhatParseDoes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuestName(" ada"))
                .withMessageContaining("32");
    }

    @ParameterizedTest
    @CsvSource({
        "Ada, ADA",
        "ada, \uFF21\uFF24\uFF21",
        "Stra\u00DFe, STRASSE",
        "STRA\u1E9EE, strasse",
        "\u03A3\u0391\u03A3, \u03C3\u03B1\u03C3",
        "\u03C3\u03B1\u03C2, \u03C3\u03B1\u03C3",
        "\uFB01n, FIN",
        "\u212Aim, kim",
        "\u01C5, \u01C6",
        "\u2168, ix"
    })
    void namesThatDifferInCaseOrWidthAreOne(String one, String other) {
        assertThat(Folding.fold(one)).isEqualTo(Folding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"ada, adam", "Zo\u00EB, Zoe", "user1, user 1", "a.b, a-b", "\u0430da, ada"})
    void otherNamesAreNot(String one, String other) {
        assertThat(new GuestName(one).folded()).isNotEqualTo(new GuestName(other).folded());
    }

    @Test
    void noLetterEscapesFoldingByItsCase() {
        assertThat(letters()
                        .filter(letter -> !foldsAlike(letter, letter.toUpperCase(Locale.ROOT))
                                || !foldsAlike(letter, letter.toLowerCase(Locale.ROOT))))
                .isEmpty();
    }

    @Test
    void theKeyOfAKeyIsTheKeyItself() {
        assertThat(letters().map(Folding::fold).filter(key -> !Folding.fold(key).equals(key)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system",
                "System",
                "SYSTEM",
                "\uFF53ystem",
                "\u017Fystem",
                "user1",
                "user0",
                "USER42",
                "u\u017Fer1",
                "user\uFF11",
                "user\u0663",
                "user1\u0663"
            })
    void systemAndUserWithDigitsAreReservedHoweverWritten(String text) {
        assertThat(new GuestName(text).isReserved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user", "users1", "user 1", "user1a", "user-1", "systems", "a system", "1user", "superuser1"})
    void otherNamesAreFreeToChoose(String text) {
        assertThat(new GuestName(text).isReserved()).isFalse();
    }

    private static Stream<String> letters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .mapToObj(Character::toString)
                .filter(letter -> Normalizer.isNormalized(letter, Normalizer.Form.NFC));
    }

    private static boolean foldsAlike(String one, String other) {
        return Folding.fold(one).equals(Folding.fold(other));
    }
}
