package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who sends too fast: the protocol document, section 8, "Rates". With one a second, so that what is sent at once is
 * refused on a slow machine, too. That who waits is let through shows with a clock in hand: {@code PaceTest}.
 */
@ExtendWith(ArquillianExtension.class)
class RateIT {

    private static final String CONNECTION = "connection";
    private static final String USER = "user";
    private static final String READS = "reads";
    private static final String BYTES = "bytes";

    private static final int BURST = 4;
    private static final int SENT = 2 * BURST;
    private static final int ROW = 10;
    private static final int MANY = 100;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = CONNECTION, managed = false, testable = false)
    static WebArchive connection() {
        return Archives.named(CONNECTION, "parley.limits.rate=1");
    }

    @Deployment(name = USER, managed = false, testable = false)
    static WebArchive user() {
        return Archives.named(USER, "parley.limits.user-rate=1");
    }

    @Deployment(name = READS, managed = false, testable = false)
    static WebArchive reads() {
        return Archives.named(READS, "parley.limits.read-rate=1", "parley.limits.typing-rate=1");
    }

    @Deployment(name = BYTES, managed = false, testable = false)
    static WebArchive bytes() {
        return Archives.named(BYTES, "parley.limits.byte-rate=1", "parley.limits.message-bytes=4096");
    }

    @Test
    void a_burst_is_let_through_and_what_follows_is_refused_until_the_tenth_closes() {
        with(CONNECTION, server -> {
            Client ann = server.full("ann");
            ann.receivesConnected();
            Client bob = server.full("bob");
            bob.receivesConnected();

            for (int i = 1; i <= BURST; i++) {
                assertThat(isAnswered(ann)).isTrue();
            }
            for (int row = 0, asked = 0; row < ROW; asked++) {
                row = isAnswered(ann) ? 0 : row + 1;
                assertThat(asked).as("questions").isLessThan(MANY);
            }

            ann.receives("{'type':'closing','code':4029,'reason':'rate limited','reconnect':true}");
            assertThat(ann.receivesClose()).isEqualTo(new Client.Close(CloseCode.RATE_LIMITED.code(), "rate limited"));
            bob.hasNothingMore();
        });
    }

    private static void isRefusal(JsonObject event) {
        assertThat(event.getString("type")).isEqualTo("error");
        assertThat(event.getString("code")).isEqualTo("rate_limited");
        assertThat(event.getInt("retryAfterMs")).isBetween(1, 1000);
        assertThat(event.getString("message")).contains(event.getInt("retryAfterMs") + " ms");
    }

    @Test
    void a_message_that_is_refused_reaches_nobody() {
        with(CONNECTION, server -> {
            Client bob = server.member("bob", "hall");
            Client ann = server.member("ann", "hall");
            for (int i = 1; i <= SENT; i++) {
                ann.sends("{'type':'message','text':'" + i + "','ref':'" + i + "'}");
            }

            List<Integer> acknowledged = new ArrayList<>();
            for (int answers = 0; answers < SENT; ) {
                JsonObject event = ann.next();
                answers += event.containsKey("ref") ? 1 : 0;
                if (event.getString("type").equals("ack")) {
                    acknowledged.add(Integer.valueOf(event.getString("ref")));
                }
            }

            assertThat(acknowledged).as("more than what may be sent at once").hasSizeLessThan(SENT);
            acknowledged.forEach(text -> bob.receives("{'type':'message','text':'" + text + "'}"));
            bob.hasNothingMore();
        });
    }

    @Test
    void the_connections_of_one_user_share_what_they_may_send_and_others_do_not() {
        with(USER, server -> {
            Client first = server.full("ann");
            String token = first.receivesConnected().getString("guest");
            Client second = server.returning(token);
            second.receivesConnected();
            Client bob = server.full("bob");
            bob.receivesConnected();

            // In tries that are fewer than a connection could make by itself; between them a second may pass
            assertThat(Stream.generate(() -> isSpent(first) && !isAnswered(second))
                            .limit(BURST)
                            .anyMatch(refused -> refused))
                    .isTrue();
            bob.hasNothingMore();
            first.closes(1000);
            second.closes(1000);
            Client third = server.returning(token);
            third.receivesConnected();
            assertThat(Stream.generate(() -> isAnswered(third)).limit(BURST))
                    .as("a new connection begins where the last ones have ended")
                    .contains(false);
        });
    }

    /** Sends until something is refused. */
    private static boolean isSpent(Client client) {
        return Stream.generate(() -> isAnswered(client)).limit(MANY).anyMatch(answered -> !answered);
    }

    private static boolean isAnswered(Client client) {
        JsonObject answer = client.sends("{'type':'ping','ref':'may I'}").next();
        if (answer.getString("type").equals("pong")) {
            return true;
        }
        isRefusal(answer);
        return false;
    }

    @Test
    void joining_has_a_pace_of_its_own_and_typing_above_its_own_is_dropped() {
        with(READS, server -> {
            Client ann = server.full("ann");
            ann.receivesConnected();
            Client bob = server.member("bob", "room1");
            for (int i = 1; i < BURST + ROW; i++) {
                ann.sends("{'type':'join','room':'room" + i + "'}");
            }
            List<String> joined = new ArrayList<>();
            for (int answers = 1; answers < BURST + ROW; ) {
                JsonObject event = ann.next();
                switch (event.getString("type")) {
                    case "joined" -> joined.add(event.getString("room"));
                    case "error" -> isRefusal(event);
                    default -> answers--;
                }
                answers++;
            }
            assertThat(joined)
                    .hasSizeBetween(BURST, BURST + ROW - 2)
                    .startsWith(IntStream.rangeClosed(1, BURST)
                            .mapToObj(i -> "room" + i)
                            .toArray(String[]::new));
            ann.heard();

            for (int i = 0; i < MANY; i++) {
                ann.sends("{'type':'typing','room':'room1','active':true}");
            }

            assertThat(ann.heardTypes()).as("nothing is answered").doesNotContain("error");
            assertThat(bob.heardTypes().stream().filter("typing"::equals))
                    .as("what others hear")
                    .hasSizeBetween(1, MANY / 2);
        });
    }

    @Test
    void bytes_have_a_pace_of_their_own_that_one_message_may_always_fill() {
        with(BYTES, server -> {
            Client ann = server.full("ann");
            ann.receivesConnected();
            String biggest = "{\"type\":\"ping\",\"ref\":\"1\",\"x\":\"" + "x".repeat(4096 - 32) + "\"}";

            ann.sendsText(biggest).receives("{'type':'pong','ref':'1'}");

            JsonObject refusal = ann.sendsText(biggest).receivesError("rate_limited");
            assertThat(refusal.getInt("retryAfterMs")).isBetween(1, 4000);
        });
    }

    private void with(String deployment, Consumer<Server> test) {
        deployer.deploy(deployment);
        try (Server server = Archives.server(deployment)) {
            test.accept(server);
        } finally {
            deployer.undeploy(deployment);
        }
    }
}
