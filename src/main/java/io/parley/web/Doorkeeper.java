package io.parley.web;

import io.parley.chat.Arrival;
import io.parley.protocol.UserKey;
import io.parley.session.Admission;
import io.parley.session.Caller;
import io.parley.session.Denial;
import io.parley.session.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers whoever asks for the chat: whether the request is good and allowed, whether it comes at a moderate pace, and
 * whether there is a place, in this order. A handshake counts for the pace once it is good and allowed, even where
 * there is no place for it: from then on it costs something, such as the signature of a guest token. One that is
 * refused before costs next to nothing, and a foreign page that makes its visitors' browsers knock does not use up the
 * pace of their neighbours. May be used by any thread; nothing blocks.
 */
final class Doorkeeper {

    private final HandshakeCheck check;
    private final HandshakePace pace;
    private final Admission admission;
    private final Function<Arrival, Optional<UserKey>> known;

    /** A {@link Refused} or an {@link Admitted}. */
    sealed interface Answer permits Refused, Admitted {}

    /**
     * A handshake may go on.
     *
     * @param arrival who comes
     * @param place kept for it
     */
    record Admitted(Arrival arrival, Place place) implements Answer {}

    /**
     * A doorkeeper.
     *
     * @param check whether a request is good and allowed
     * @param pace how fast they may come
     * @param admission how many may
     * @param known who somebody is, where that is known by then
     */
    Doorkeeper(
            HandshakeCheck check, HandshakePace pace, Admission admission, Function<Arrival, Optional<UserKey>> known) {
        this.check = check;
        this.pace = pace;
        this.admission = admission;
        this.known = known;
    }

    /** The answer to a request; a place is kept, and the handshake counted, only where it asks for an upgrade. */
    Answer answer(Handshake handshake, Client client) {
        HandshakeCheck.Verdict verdict = check.check(handshake);
        if (verdict instanceof HandshakeCheck.Passed passed) {
            return handshake.isUpgrade()
                    ? admit(passed.arrival(), client)
                    : foretell(passed.arrival(), client).orElseGet(() -> upgradeRequired(handshake));
        }
        return (Refused) verdict;
    }

    private Answer admit(Arrival arrival, Client client) {
        Optional<Duration> wait = pace.step(client.counted());
        if (wait.isPresent()) {
            return tooFast(wait.get());
        }
        Admission.Answer answer = admission.admit(caller(arrival, client));
        return answer instanceof Place place ? new Admitted(arrival, place) : Refused.denied((Denial) answer);
    }

    private Optional<Refused> foretell(Arrival arrival, Client client) {
        return pace.look(client.counted())
                .map(Doorkeeper::tooFast)
                .or(() -> admission.denial(caller(arrival, client)).map(Refused::denied));
    }

    private Caller caller(Arrival arrival, Client client) {
        return new Caller(client.address(), client.counted(), known.apply(arrival));
    }

    private static Refused tooFast(Duration wait) {
        return Refused.denied(new Denial(Denial.Cause.PACE, wait));
    }

    private static Refused upgradeRequired(Handshake handshake) {
        return Refused.upgradeRequired(handshake.isHttp11(), "this is a WebSocket endpoint");
    }
}
