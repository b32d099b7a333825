package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The farewell on WildFly, by a server of its own: the protocol document, section 8, "Farewell". With
 * {@code -Dparley.it.drain.clients=2000} for more clients, where {@code ulimit -n} permits.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class DrainIT {

    private static final Logger LOG = Logger.getLogger(DrainIT.class.getName());

    private static final int CLIENTS = Integer.getInteger("parley.it.drain.clients", 200);
    private static final int PACE = Integer.getInteger("parley.it.drain.pace", CLIENTS / 5);
    private static final int IN_A_ROOM = 50;

    private static final int TALKERS = Math.min(40, CLIENTS);

    private final CountDownLatch talking = new CountDownLatch(TALKERS);
    private final CountDownLatch farewell = new CountDownLatch(1);

    @Test
    void a_stop_while_messages_flow_tells_everybody_and_loses_nothing_that_was_acknowledged() throws Exception {
        try (OwnServer own = new OwnServer(
                        "drain",
                        "-Dparley.drain.pace=" + PACE,
                        "-Dparley.limits.rate=0",
                        "-Dparley.limits.user-rate=0",
                        "-Dparley.limits.per-address=0",
                        "-Dparley.limits.handshakes=0");
                Server server = own.server();
                Crowd crowd = new Crowd()) {
            List<Witness> witnesses = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> Witness.in("room" + number / IN_A_ROOM, server.full()))
                    .toList();
            List<Future<Witness>> parts = crowd.begin(CLIENTS, number -> {
                Witness witness = witnesses.get(number);
                witness.stays(number % (CLIENTS / TALKERS) == 0, talking, farewell);
                return witness;
            });
            assertThat(talking.await(120, TimeUnit.SECONDS)).isTrue();

            own.terminate();
            assertThat(farewell.await(30, TimeUnit.SECONDS)).isTrue();
            HttpResponse<?> late = refusal(server);
            crowd.finish();
            own.awaitEnd();

            assertThat(parts).hasSize(CLIENTS);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
            assertThat(witnesses).allSatisfy(Witness::wasSeenOff);
            showSpread(witnesses);
            assertThat(witnesses.stream().map(Witness::retryAfterMillis).distinct())
                    .as("times of their own")
                    .hasSizeGreaterThan(CLIENTS / 3);
            Witness.agree(witnesses);
        }
    }

    @Test
    void who_is_suspended_says_goodbye_and_lets_nobody_in_until_it_is_resumed() throws Exception {
        try (OwnServer own = new OwnServer("suspend");
                Server server = own.server()) {
            Client ann = server.member("ann", "tea");
            Client bob = server.plain();
            bob.receivesConnected();

            own.manage(":suspend(suspend-timeout=30)");

            for (Client client : List.of(ann, bob)) {
                JsonObject closing = client.receives("{'type':'closing','code':1012,'reconnect':true}");
                assertThat(closing.getInt("retryAfterMs")).isPositive();
                assertThat(client.receivesClose().code()).isEqualTo(1012);
            }
            assertThat(refusal(server).statusCode()).isEqualTo(503);

            own.manage(":resume");
            server.member("cid", "tea").says("tea", "here again");
        }
    }

    /** The answer to a handshake that is not accepted. */
    private static HttpResponse<?> refusal(Server server) {
        CompletionException failure =
                Objects.requireNonNull(catchThrowableOfType(CompletionException.class, () -> server.full()));
        return failure.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse()
                : fail("no answer", failure);
    }

    /** How the times to come back are spread, for people. */
    private static void showSpread(List<Witness> witnesses) {
        long[] times =
                witnesses.stream().mapToLong(Witness::retryAfterMillis).sorted().toArray();
        long first = times[0];
        long width = Math.max(1, (times[times.length - 1] - first) / 10 + 1);
        StringBuilder shown = new StringBuilder("retryAfterMs of " + times.length + " clients:\n");
        for (int i = 0; i < 10; i++) {
            long from = first + i * width;
            long count = LongStream.of(times)
                    .filter(time -> time >= from && time < from + width)
                    .count();
            shown.append("%7d ms %5d %s%n".formatted(from, count, "#".repeat((int) (count * 200 / times.length))));
        }
        long[] told = witnesses.stream().mapToLong(Witness::closedAt).sorted().toArray();
        long acks = witnesses.stream().mapToLong(Witness::acks).sum();
        shown.append("all told within %d ms; %d messages were acknowledged"
                .formatted(told[told.length - 1] - told[0], acks));
        LOG.info(shown.toString());
    }
}
