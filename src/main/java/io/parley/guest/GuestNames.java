package io.parley.guest;

import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names in use on this node. Each connection claims its user's name and releases the claim when it is gone; all
 * connections of one user bear one name. It holds as much as there are claims.
 *
 * <p>Any thread may call it. Its lock guards the fields and is held for a few map operations; the numbers that a free
 * name skips are skipped once in a run.
 */
public final class GuestNames {

    private final Object lock = new Object();
    private final SecureRandom random = new SecureRandom();
    private final Map<UserKey, Bearer> bearers = new HashMap<>();
    private final Map<String, Integer> bearersByFolded = new HashMap<>();
    private long lastNumber;

    /**
     * Claims a principal's name. It is always given, even where a guest or another principal bears it: a guest keeps
     * what it has, and its messages say that it is one.
     *
     * @param principalName the principal's name
     * @return the claim, never refused
     */
    public NameClaim principal(String principalName) {
        User user = User.principal(principalName);
        String folded = Folding.fold(principalName);
        synchronized (lock) {
            return claim(bearer(user, folded), false);
        }
    }

    /**
     * Claims a name for a guest that is new here. A wish that is reserved or in use gives {@code user1}, {@code user2}
     * and so on instead: the next number of this run whose name nobody bears, and never the very name refused.
     *
     * @param wish the name asked for
     * @return the claim, of a user with a new id
     */
    public NameClaim newGuest(Optional<GuestName> wish) {
        Optional<Wanted> wanted = wish.map(Wanted::of);
        String id = GuestId.random(random);
        synchronized (lock) {
            return claim(id, wanted, Optional.empty());
        }
    }

    /**
     * Claims a name for a guest that offered a token. The first that holds is given: the name that the guest's other
     * connections bear now; the wish, if it is free; the token's name, if it is free, be it of the reserved form; the
     * next free one. Without a wish, losing the token's name to somebody else counts as a refusal.
     *
     * @param guest what the token said
     * @param wish the name asked for
     * @return the claim, of a user with the same id
     * @throws IllegalArgumentException if the user is no guest
     */
    public NameClaim returningGuest(User guest, Optional<GuestName> wish) {
        if (!guest.isGuest()) {
            throw new IllegalArgumentException("a guest token makes nobody but guests");
        }
        Optional<Wanted> wanted = wish.map(Wanted::of);
        Wanted own = new Wanted(guest.name(), Folding.fold(guest.name()));
        synchronized (lock) {
            Bearer live = bearers.get(guest.key());
            return live == null
                    ? claim(guest.key().id(), wanted, Optional.of(own))
                    : claim(
                            live,
                            wanted.filter(w -> !w.name.equals(live.user.name())).isPresent());
        }
    }

    private NameClaim claim(String id, Optional<Wanted> wish, Optional<Wanted> own) {
        Optional<Wanted> granted = wish.filter(w -> mayChoose(w, own)).or(() -> own.filter(w -> isFree(w.folded)));
        Wanted given = granted.orElseGet(() -> nextFree(wish));
        boolean refused =
                wish.or(() -> own).filter(first -> !first.equals(given)).isPresent();
        return claim(bearer(User.guest(id, given.name), given.folded), refused);
    }

    private NameClaim claim(Bearer bearer, boolean refused) {
        bearer.claims++;
        return new NameClaim(bearer.user, refused, () -> release(bearer));
    }

    private Bearer bearer(User user, String folded) {
        return bearers.computeIfAbsent(user.key(), key -> {
            bearersByFolded.merge(folded, 1, Integer::sum);
            return new Bearer(user, folded);
        });
    }

    private boolean mayChoose(Wanted wish, Optional<Wanted> own) {
        return isFree(wish.folded) && (wish.isLike(own) || !Folding.isReserved(wish.folded));
    }

    private boolean isFree(String folded) {
        return !bearersByFolded.containsKey(folded);
    }

    /** A refused {@code user7} does not come back as the number 7. */
    private Wanted nextFree(Optional<Wanted> refused) {
        Wanted next;
        do {
            lastNumber++;
            String name = "user" + lastNumber;
            next = new Wanted(name, name);
        } while (!isFree(next.folded) || next.isLike(refused));
        return next;
    }

    private void release(Bearer bearer) {
        synchronized (lock) {
            bearer.claims--;
            if (bearer.claims == 0) {
                bearers.remove(bearer.user.key());
                if (bearersByFolded.merge(bearer.folded, -1, Integer::sum) == 0) {
                    bearersByFolded.remove(bearer.folded);
                }
            }
        }
    }

    private record Wanted(String name, String folded) {

        static Wanted of(GuestName name) {
            return new Wanted(name.value(), name.folded());
        }

        boolean isLike(Optional<Wanted> other) {
            return other.filter(o -> o.folded.equals(folded)).isPresent();
        }
    }

    /** A user with at least one connection; the lock guards its count. */
    private static final class Bearer {

        private final User user;
        private final String folded;
        private int claims;

        Bearer(User user, String folded) {
            this.user = user;
            this.folded = folded;
        }
    }
}
