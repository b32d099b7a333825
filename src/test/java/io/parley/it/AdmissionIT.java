package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many may come, and how fast (the protocol document, sections 1 and 8): 429, 503, 4409, and what a GET says. */
@ExtendWith(ArquillianExtension.class)
class AdmissionIT {

    private static final String BEHIND = "behind";
    private static final String DIRECT = "direct";
    private static final String DROPS = "drops";
    private static final String PACED = "paced";
    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";

    private static final String TEN_SECONDS = "10";
    private static final int MANY_TRIES = 200_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ArquillianResource
    private Deployer deployer;

    private final List<RawSocket> opened = new ArrayList<>();

    @Deployment(name = BEHIND, managed = false, testable = false)
    static WebArchive behind() {
        return Archives.named(
                BEHIND,
                "parley.proxies=127.0.0.1, ::1",
                "parley.limits.per-address=2",
                "parley.limits.connections=5",
                "parley.limits.handshakes=0");
    }

    @Deployment(name = DIRECT, managed = false, testable = false)
    static WebArchive direct() {
        return Archives.named(DIRECT, "parley.limits.per-address=2", "parley.origins=*");
    }

    @Deployment(name = DROPS, managed = false, testable = false)
    static WebArchive drops() {
        return Archives.named(
                DROPS,
                "parley.limits.per-address=1",
                "parley.limits.handshakes=0",
                "parley.keepalive.ping=PT1S",
                "parley.keepalive.timeout=PT5S");
    }

    @Deployment(name = PACED, managed = false, testable = false)
    static WebArchive paced() {
        return Archives.named(PACED, "parley.proxies=127.0.0.1, ::1", "parley.limits.handshakes=1");
    }

    @Deployment(name = NEWEST, managed = false, testable = false)
    static WebArchive newest() {
        return Archives.withLogin(
                Archives.named(NEWEST, "parley.limits.per-user=2", "parley.limits.per-user-over=newest"));
    }

    @Deployment(name = OLDEST, managed = false, testable = false)
    static WebArchive oldest() {
        return Archives.withLogin(Archives.named(OLDEST, "parley.guests=false", "parley.limits.per-user=2"));
    }

    @Test
    void behind_a_trusted_proxy_each_client_counts_for_itself() {
        with(BEHIND, server -> {
            String ann = "X-Forwarded-For: 192.0.2.1";
            RawSocket first = opens(server, ann);
            opens(server, "X-Forwarded-For: 203.0.113.66, 192.0.2.1");

            isRefused(server, 429, TEN_SECONDS, ann);
            isRefused(server, 429, TEN_SECONDS, "Forwarded: for=192.0.2.1");
            opens(server, "X-Forwarded-For: 192.0.2.2");
            opens(server, "Forwarded: for=\"[2001:db8::2]:4711\"");

            first.close();
            isFreeAgain(server, ann);
            opens(server, ann);
        });
    }

    @Test
    void a_full_server_says_so_until_somebody_goes() {
        with(BEHIND, server -> {
            RawSocket first = opens(server, "X-Forwarded-For: 192.0.2.1");
            for (int i = 2; i <= 5; i++) {
                opens(server, "X-Forwarded-For: 192.0.2." + i);
            }

            isRefused(server, 503, TEN_SECONDS, "X-Forwarded-For: 192.0.2.6");

            first.sendsFrame(true, RawSocket.CLOSE, new byte[] {3, (byte) 232});
            first.readsClose();
            isFreeAgain(server, "X-Forwarded-For: 192.0.2.6");
            opens(server, "X-Forwarded-For: 192.0.2.6");
        });
    }

    @Test
    void behind_a_trusted_proxy_the_own_origin_is_the_one_that_the_client_sees() {
        with(BEHIND, server -> {
            String[] proxied = {
                "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: chat.example"
            };
            assertThat(status(server, "Forwarded: proto=https;host=chat.example", "Origin: https://chat.example"))
                    .isEqualTo(101);
            assertThat(status(server, "Forwarded: proto=https;host=chat.example", "Origin: http://chat.example"))
                    .isEqualTo(403);
            assertThat(status(server, with(proxied, "Origin: https://chat.example")))
                    .isEqualTo(101);
            assertThat(status(server, with(proxied, "Origin: http://AUTHORITY")))
                    .isEqualTo(403);
            assertThat(status(server, "Forwarded: for=\"192.0.2.1")).isEqualTo(400);
            assertThat(status(server, Knock.NO_UPGRADE, "Forwarded: for=\"192.0.2.1"))
                    .isEqualTo(400);
        });
    }

    @Test
    void who_is_not_trusted_counts_by_its_own_address_whatever_it_says_and_is_warned_about_once() {
        ServerLog log = new ServerLog();
        with(DIRECT, server -> {
            opens(server, "X-Forwarded-For: 192.0.2.1");
            opens(server, "X-Forwarded-For: 192.0.2.2");

            isRefused(server, 429, TEN_SECONDS, "X-Forwarded-For: 192.0.2.3");
            isRefused(server, 429, TEN_SECONDS, "Forwarded: for=192.0.2.4");
        });
        assertThat(log.lines())
                .filteredOn(line -> line.contains("parley.proxies"))
                .hasSize(1);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("parley.origins is *"))
                .hasSize(1);
    }

    @Test
    void a_client_that_drops_right_after_its_handshake_leaves_no_place_taken() {
        with(DROPS, server -> {
            new Knock(server).sent().close();
            isFreeAgain(server);
            new Knock(server)
                    .sent("GET CHAT/room HTTP/1.1", "+Sec-WebSocket-Protocol: parley.v1")
                    .close();
            isFreeAgain(server);
            // The server may take up what nobody waited for only now
            assertThat(Stream.generate(() -> status(server)).limit(MANY_TRIES).anyMatch(status -> status == 101))
                    .as("read, and dropped then")
                    .isTrue();
            isFreeAgain(server);

            opens(server);
            isRefused(server, 429, TEN_SECONDS, "X-Nothing: special");
        });
    }

    @Test
    void who_comes_too_fast_is_told_to_wait_and_others_are_not() {
        with(PACED, server -> {
            String ann = "X-Forwarded-For: 192.0.2.1";

            Optional<HttpResponse<Void>> foretold = Stream.generate(() -> tooFast(server, ann))
                    .limit(MANY_TRIES)
                    .flatMap(Optional::stream)
                    .findFirst();

            assertThat(foretold).isPresent();
            assertThat(foretold.get().headers().allValues("Retry-After")).containsExactly("1");
            assertThat(status(server, "X-Forwarded-For: 192.0.2.2")).isEqualTo(101);
        });
    }

    /** What a GET says while a handshake has just been refused; empty where time has passed meanwhile. */
    private static Optional<HttpResponse<Void>> tooFast(Server server, String address) {
        RawSocket.Head head = new Knock(server).answer(address);
        if (head.status() != 429) {
            return Optional.empty();
        }
        assertThat(head.values("Retry-After")).containsExactly("1");
        return Optional.of(asks(server, address)).filter(answer -> answer.statusCode() == 429);
    }

    @Test
    void the_newest_connection_of_a_user_is_refused_where_that_is_wanted() {
        with(NEWEST, server -> {
            try (Client first = server.full("gus")) {
                String token = first.receivesConnected().getString("guest");
                String offer = "Sec-WebSocket-Protocol: parley.v1, parley.guest." + token;
                opens(server, offer);

                isRefused(server, 429, TEN_SECONDS, offer);
                opens(server, "Sec-WebSocket-Protocol: parley.v1");

                first.closes(1000);
                isFreeAgain(server, offer);
            }
            opens(server, "GET CHAT?as=ann HTTP/1.1");
            opens(server, "GET CHAT?as=ann HTTP/1.1");
            assertThat(new Knock(server).answer("GET CHAT?as=ann HTTP/1.1").status())
                    .isEqualTo(429);
            assertThat(new Knock(server)
                            .answer("GET CHAT?as=ann HTTP/1.1", Knock.NO_UPGRADE)
                            .status())
                    .isEqualTo(429);
            opens(server, "GET CHAT?as=bob HTTP/1.1");
        });
    }

    @Test
    void the_oldest_connection_of_a_user_makes_room_for_the_newest() {
        with(OLDEST, server -> {
            Client first = server.client("chat?as=ann", Server.FULL);
            first.receivesConnected();
            Client second = server.client("chat?as=ann", Server.FULL);
            second.receivesConnected();
            server.client("chat?as=bob").receivesConnected();

            Client third = server.client("chat?as=ann", Server.FULL);
            third.receivesConnected();

            JsonObject closing = first.receives("{'type':'closing','code':4409,'reconnect':false}");
            assertThat(closing).containsKey("reason");
            assertThat(first.receivesClose().code()).isEqualTo(4409);
            second.hasNothingMore();
            third.hasNothingMore();

            RawSocket.Head stranger = new Knock(server).answer();
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.values("WWW-Authenticate")).hasSize(1);
            assertThat(new Knock(server).answer(Knock.NO_UPGRADE).status()).isEqualTo(401);
        });
    }

    private void with(String deployment, Consumer<Server> test) {
        deployer.deploy(deployment);
        try (Server server = Archives.server(deployment)) {
            test.accept(server);
        } finally {
            // Who does not answer a close frame holds an undeployment up
            opened.forEach(RawSocket::close);
            deployer.undeploy(deployment);
        }
    }

    /** A connection that is open, until the test ends; the endpoint has greeted, so that it has collected its place. */
    private RawSocket opens(Server server, String... differences) {
        RawSocket socket = new Knock(server).sent(differences);
        opened.add(socket);
        assertThat(socket.readsHead().status()).isEqualTo(101);
        assertThat(socket.readsText()).startsWith("{\"type\":\"connected\"");
        return socket;
    }

    /** So is a handshake, and a GET says so. */
    private static void isRefused(Server server, int status, String retryAfter, String header) {
        RawSocket.Head head = new Knock(server).answer(header);
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.values("Retry-After")).containsExactly(retryAfter);
        assertThat(head.values("Cache-Control")).containsExactly("no-store");

        HttpResponse<Void> answer = asks(server, header);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Retry-After")).containsExactly(retryAfter);
    }

    private static void isFreeAgain(Server server, String... headers) {
        assertThat(Stream.generate(() -> asks(server, headers).statusCode())
                        .limit(MANY_TRIES)
                        .anyMatch(status -> status == 426))
                .as("there is a place again")
                .isTrue();
    }

    private static int status(Server server, String... differences) {
        return new Knock(server).answer(differences).status();
    }

    private static String[] with(String[] headers, String further) {
        return Stream.concat(Stream.of(headers), Stream.of(further)).toArray(String[]::new);
    }

    /** Asks by a plain GET what a handshake would get. */
    private static HttpResponse<Void> asks(Server server, String... headers) {
        HttpRequest.Builder question = HttpRequest.newBuilder(server.page("chat"));
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            question.header(parts[0], parts[1]);
        }
        try {
            return HTTP.send(question.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }
}
