package io.parley.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.protocol.User;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNamesTest {

    private static final Optional<GuestName> NO_WISH = Optional.empty();

    private final GuestNames names = new GuestNames();

    @Nested
    class NewGuests {

        @Test
        void getTheNameTheyWishFor() {
            NameClaim ada = names.newGuest(wish("Ada"));

            assertGiven(ada, "Ada");
            assertThat(ada.user().isGuest()).isTrue();
        }

        @Test
        void withoutAWishAreNumberedFromOne() {
            assertGiven(names.newGuest(NO_WISH), "user1");
            assertGiven(names.newGuest(NO_WISH), "user2");
        }

        @Test
        void areUsersOfTheirOwn() {
            assertThat(names.newGuest(NO_WISH).user().key())
                    .isNotEqualTo(names.newGuest(NO_WISH).user().key());
            assertThat(names.newGuest(NO_WISH).user().key().id()).matches("[A-Za-z0-9_-]{22}");
        }

        @Test
        void getAFreeNameWhereTheirsIsInUseInAnyCaseOrWidth() {
            names.newGuest(wish("Ada"));

            assertRefused(names.newGuest(wish("Ada")), "user1");
            assertRefused(names.newGuest(wish("aDA")), "user2");
            assertRefused(names.newGuest(wish("\uFF21da")), "user3");
        }

        @Test
        void getAFreeNameWhereAPrincipalBearsTheirs() {
            names.principal("Ada");

            assertRefused(names.newGuest(wish("ada")), "user1");
        }

        @ParameterizedTest
        @CsvSource({"system, user1", "System, user1", "User77, user1", "user1, user2", "user\uFF11, user2"})
        void getAnotherNameWhereTheirsIsReserved(String reserved, String other) {
            assertRefused(names.newGuest(wish(reserved)), other);
        }

        @Test
        void getTheirNameOnceItIsReleased() {
            names.newGuest(wish("Ada")).release();

            assertGiven(names.newGuest(wish("ada")), "ada");
        }

        @Test
        void neverGetANumberTwice() {
            names.newGuest(NO_WISH).release();

            assertGiven(names.newGuest(NO_WISH), "user2");
        }

        @Test
        void areNotGivenANumberThatSomebodyBears() {
            names.principal("USER1");
            names.returningGuest(User.guest("g", "user2"), NO_WISH);

            assertGiven(names.newGuest(NO_WISH), "user3");
        }
    }

    @Nested
    class Principals {

        @Test
        void getTheirNameEvenWhereAGuestBearsIt() {
            NameClaim guest = names.newGuest(wish("ada"));
            NameClaim principal = names.principal("Ada");

            assertGiven(principal, "Ada");
            assertThat(principal.user()).isEqualTo(User.principal("Ada"));
            assertThat(guest.user().name()).isEqualTo("ada");
        }

        @ParameterizedTest
        @ValueSource(strings = {"system", "user1", "a@example.org", "CN=Ada,O=Example", "", "e\u0308"})
        void needNotHaveAGuestsName(String name) {
            assertGiven(names.principal(name), name);
        }

        @Test
        void keepTheirNameFromGuestsUntilAllOfTheSameNameAreGone() {
            NameClaim guest = names.newGuest(wish("ada"));
            NameClaim lower = names.principal("ada");
            NameClaim upper = names.principal("ADA");

            guest.release();
            lower.release();
            assertRefused(names.newGuest(wish("ada")), "user1");

            upper.release();
            assertGiven(names.newGuest(wish("ada")), "ada");
        }
    }

    @Nested
    class ReturningGuests {

        private final User ada = User.guest("id-of-ada", "Ada");

        @Test
        void areTheSameUserByTheSameName() {
            NameClaim claim = names.returningGuest(ada, NO_WISH);

            assertGiven(claim, "Ada");
            assertThat(claim.user()).isEqualTo(ada);
        }

        @Test
        void keepANameThatTheServerOnceGave() {
            assertGiven(names.returningGuest(User.guest("g", "user7"), NO_WISH), "user7");
            assertGiven(names.returningGuest(User.guest("h", "user8"), wish("user8")), "user8");
        }

        @Test
        void getAFreeNameAndAreToldWhereTheirsWasTakenMeanwhile() {
            names.newGuest(wish("ada"));

            NameClaim claim = names.returningGuest(ada, NO_WISH);

            assertRefused(claim, "user1");
            assertThat(claim.user().key()).isEqualTo(ada.key());
        }

        @Test
        void areRenamedByAWishThatIsFree() {
            NameClaim claim = names.returningGuest(ada, wish("Countess"));

            assertGiven(claim, "Countess");
            assertThat(claim.user().key()).isEqualTo(ada.key());
            assertGiven(names.newGuest(wish("Ada")), "Ada");
        }

        @Test
        void keepTheirNameWhereTheWishIsTakenOrReserved() {
            names.newGuest(wish("Countess"));

            NameClaim taken = names.returningGuest(ada, wish("countess"));
            assertRefused(taken, "Ada");
            taken.release();
            assertRefused(names.returningGuest(ada, wish("user5")), "Ada");
        }

        @Test
        void mayRespellTheirOwnName() {
            assertGiven(names.returningGuest(ada, wish("ADA")), "ADA");
        }

        @Test
        void getAFreeNameWhereBothWishAndOwnNameAreTaken() {
            names.newGuest(wish("Ada"));
            names.newGuest(wish("Countess"));

            assertRefused(names.returningGuest(ada, wish("Countess")), "user1");
        }

        @Test
        void bearTheNameOfTheirOpenConnections() {
            names.newGuest(wish("ada"));
            names.returningGuest(ada, NO_WISH);

            NameClaim second = names.returningGuest(ada, NO_WISH);

            assertGiven(second, "user1");
        }

        @Test
        void areNotRenamedWhileAnotherOfTheirConnectionsIsOpen() {
            NameClaim first = names.returningGuest(ada, NO_WISH);

            assertRefused(names.returningGuest(ada, wish("Countess")), "Ada");
            assertGiven(names.returningGuest(ada, wish("Ada")), "Ada");
            assertThat(first.user()).isEqualTo(ada);
        }

        @Test
        void areGuestsOnly() {
            assertThatIllegalArgumentException().isThrownBy(() -> names.returningGuest(User.principal("Ada"), NO_WISH));
        }
    }

    @Nested
    class Releasing {

        @Test
        void theLastOfAUsersConnectionsFreesTheName() {
            NameClaim first = names.newGuest(wish("Ada"));
            NameClaim second = names.returningGuest(first.user(), NO_WISH);

            first.release();
            NameClaim stranger = names.newGuest(wish("Ada"));
            assertRefused(stranger, "user1");

            second.release();
            assertGiven(names.newGuest(wish("Ada")), "Ada");
        }

        @Test
        void twiceCountsOnce() {
            NameClaim first = names.newGuest(wish("Ada"));
            names.returningGuest(first.user(), NO_WISH);

            first.release();
            first.release();

            assertRefused(names.newGuest(wish("Ada")), "user1");
        }

        @Test
        void aClaimOfAnEarlierVisitDoesNotEndALaterOne() {
            NameClaim earlier = names.newGuest(wish("Ada"));
            earlier.release();
            names.returningGuest(earlier.user(), NO_WISH);

            earlier.release();

            assertRefused(names.newGuest(wish("Ada")), "user1");
        }
    }

    private static Optional<GuestName> wish(String name) {
        return Optional.of(new GuestName(name));
    }

    private static void assertGiven(NameClaim claim, String name) {
        assertThat(claim.user().name()).isEqualTo(name);
        assertThat(claim.nameRefused()).isFalse();
    }

    private static void assertRefused(NameClaim claim, String name) {
        assertThat(claim.user().name()).isEqualTo(name);
        assertThat(claim.nameRefused()).isTrue();
    }
}
