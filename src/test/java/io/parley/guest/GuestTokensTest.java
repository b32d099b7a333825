package io.parley.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.protocol.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTokensTest {

    private static final String ID = "AAAAAAAAAAAAAAAAAAAAA_";
    private static final User ADA = User.guest(ID, "Ada");

    private final GuestTokens tokens = tokens(1);

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "a", "user1", "Ada Lovelace", "\u674E\u5C0F\u9F99", "\uD801\uDC00"})
    void aTokenMakesTheSameGuestAgain(String name) {
        User guest = User.guest(ID, name);

        assertThat(tokens.verify(tokens.issue(guest))).contains(guest);
    }

    @Test
    void aTokenOutlivesARestartWithTheSameKey() {
        assertThat(tokens(1).verify(tokens.issue(ADA))).contains(ADA);
    }

    @Test
    void aTokenThatAnotherKeySignedIsNoToken() {
        assertThat(tokens(2).verify(tokens.issue(ADA))).isEmpty();
    }

    @Test
    void whatTheNamesRegistryGivesCanBeIssued() {
        User guest = new GuestNames().newGuest(Optional.empty()).user();

        assertThat(tokens.verify(tokens.issue(guest))).contains(guest);
    }

    @Test
    void aTokenHasOnlyCharactersOfAToken_Rfc7230Section326() {
        assertThat(tokens.issue(User.guest(ID, "\u00FF\u00FE \u00FB"))).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    }

    @Test
    void theLongestNameFits() {
        User guest = User.guest(ID, "\uD801\uDC00".repeat(32));

        String token = tokens.issue(guest);

        assertThat(token).hasSizeLessThanOrEqualTo(GuestTokens.MAX_CHARS);
        assertThat(tokens.verify(token)).contains(guest);
    }

    @Test
    void theFormatStaysReadableForTokensAlreadyIssued() {
        assertThat(tokens.verify("1.AAAAAAAAAAAAAAAAAAAAA_.QWRh.5_F2f72tYz-utnLUuRQhWpd270ebG0itF6cHTOXg3G4"))
                .contains(ADA);
    }

    @Test
    void aChangeOfAnyOneCharacterVoidsIt() {
        String token = tokens.issue(ADA);
        List<String> accepted = new ArrayList<>();
        for (int at = 0; at < token.length(); at++) {
            for (char c = 0; c < 256; c++) {
                String changed = token.substring(0, at) + c + token.substring(at + 1);
                if (tokens.verify(changed).isPresent()) {
                    accepted.add(changed);
                }
            }
        }

        assertThat(accepted).containsOnly(token);
    }

    @Test
    void aMissingOrFurtherCharacterVoidsIt() {
        String token = tokens.issue(ADA);
        for (int at = 0; at < token.length(); at++) {
            assertThat(tokens.verify(token.substring(0, at))).isEmpty();
            assertThat(tokens.verify(token.substring(at + 1))).isEmpty();
            assertThat(tokens.verify(token.substring(0, at) + token.substring(at + 1)))
                    .isEmpty();
            assertThat(tokens.verify(token.substring(0, at) + "A" + token.substring(at)))
                    .isEmpty();
        }
        assertThat(List.of(token + "=", token + ".", token + "\n", " " + token))
                .allSatisfy(forged -> assertThat(tokens.verify(forged)).isEmpty());
    }

    @Test
    void aSignatureIsGoodForItsOwnIdAndNameOnly() {
        String[] ada = tokens.issue(ADA).split("\\.", -1);
        String[] bob = tokens.issue(User.guest("BBBBBBBBBBBBBBBBBBBBB_", "Bob")).split("\\.", -1);

        assertThat(tokens.verify(String.join(".", ada[0], bob[1], ada[2], ada[3])))
                .isEmpty();
        assertThat(tokens.verify(String.join(".", ada[0], ada[1], bob[2], ada[3])))
                .isEmpty();
        assertThat(tokens.verify(String.join(".", ada[0], ada[1], ada[2], bob[3])))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "1...",
                "1.AAAAAAAAAAAAAAAAAAAAA_.A.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1.AAAAAAAAAAAAAAAAAAAAA_.____.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u674E\u5C0F\u9F99",
                "\uD801",
                "\u0000",
                "1.\uFF21AAAAAAAAAAAAAAAAAAAA_.QWRh.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void textThatIsNoTokenIsNobody(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @Test
    void hugeTextIsNobody() {
        assertThat(tokens.verify("A".repeat(10_000_000))).isEmpty();
        assertThat(tokens.verify(tokens.issue(ADA) + "A".repeat(300))).isEmpty();
    }

    @Test
    void noiseIsNobodyAndNeverThrows() {
        Random random = new Random(6455);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder noise = new StringBuilder();
            random.ints(random.nextInt(280), 0, 0x10000).forEach(c -> noise.append((char) c));
            assertThat(tokens.verify(noise.toString())).isEmpty();
        }
    }

    @Test
    void onlyGuestsAsTheRegistryGivesThemGetAToken() {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(User.principal("Ada")));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(User.SYSTEM));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(User.guest("short", "Ada")));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue(User.guest(ID, " no name ")));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuestTokens(new SecretKeySpec(new byte[31], "HmacSHA256")))
                .withMessageContaining("32 bytes");
    }

    @Test
    void manyThreadsMayIssueAndVerifyAtOnce() throws Exception {
        List<Boolean> results = Together.run(8, () -> {
            boolean good = true;
            for (int i = 0; i < 500; i++) {
                User guest = User.guest(ID, "user" + i);
                good &= tokens.verify(tokens.issue(guest)).equals(Optional.of(guest));
            }
            return good;
        });

        assertThat(results).containsOnly(true);
    }

    @Test
    void theNameIsReadableInItsPart() {
        String name = tokens.issue(ADA).split("\\.", -1)[2];

        assertThat(new String(Base64.getUrlDecoder().decode(name), UTF_8)).isEqualTo("Ada");
    }

    private static GuestTokens tokens(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return new GuestTokens(new SecretKeySpec(key, "HmacSHA256"));
    }
}
