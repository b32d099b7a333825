package io.parley.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestNamesConcurrencyTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    private final GuestNames names = new GuestNames();

    @Test
    void ofThoseWhoWishForOneNameAtOnceExactlyOneGetsIt() throws Exception {
        Optional<GuestName> wish = Optional.of(new GuestName("Ada"));
        for (int round = 0; round < ROUNDS; round++) {
            List<NameClaim> claims = Together.run(THREADS, () -> names.newGuest(wish));

            assertThat(claims).filteredOn(claim -> !claim.nameRefused()).hasSize(1);
            assertThat(claims).extracting(claim -> claim.user().name()).doesNotHaveDuplicates();
            claims.forEach(NameClaim::release);
        }
    }

    @Test
    void theConnectionsOfOneGuestThatComeAtOnceBearOneName() throws Exception {
        names.principal("Ada");
        User guest = User.guest("g", "ada");
        for (int round = 0; round < ROUNDS; round++) {
            List<NameClaim> claims = Together.run(THREADS, () -> names.returningGuest(guest, Optional.empty()));

            assertThat(claims)
                    .extracting(NameClaim::user)
                    .containsOnly(claims.get(0).user());
            claims.forEach(NameClaim::release);
        }
    }

    @Test
    void aClaimReleasedByManyAtOnceCountsOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            NameClaim first = names.newGuest(Optional.of(new GuestName("Ada")));
            NameClaim second = names.returningGuest(first.user(), Optional.empty());

            Together.run(THREADS, () -> {
                first.release();
                return true;
            });

            assertThat(names.newGuest(Optional.of(new GuestName("Ada"))).nameRefused())
                    .isTrue();
            second.release();
        }
    }

    @Test
    void comingsAndGoingsAtOnceLeaveNothingBehind() throws Exception {
        User guest = User.guest("g", "Ada");
        Together.run(THREADS, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                names.returningGuest(guest, Optional.empty()).release();
                names.principal("ada").release();
            }
            return true;
        });

        assertThat(names.newGuest(Optional.of(new GuestName("ADA"))).nameRefused())
                .isFalse();
    }
}
