package io.parley.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The administrator's interface, as an administrator uses it. */
@ExtendWith(ArquillianExtension.class)
class AdminIT {

    @ArquillianResource
    private URI deployed;

    private Server server;
    private AdminClient admin;

    @Deployment(testable = false)
    static WebArchive guarded() {
        return AdminClient.with(Archives.configured("parley.traces.count=2", "parley.traces.time=PT1M"));
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        admin = AdminClient.of(server);
    }

    /** Those that a test has left behind would be in the way of the next ones. */
    @AfterEach
    void endsTraces() {
        for (JsonObject trace : admin.gets("traces").getJsonArray("traces").getValuesAs(JsonObject.class)) {
            admin.asks("DELETE", "traces/" + trace.getString("id"));
        }
    }

    private List<JsonObject> connections(String query) {
        return admin.gets("connections?" + query).getJsonArray("connections").stream()
                .map(JsonValue::asJsonObject)
                .toList();
    }

    private List<String> users(String query) {
        return connections(query).stream()
                .map(connection -> connection.getJsonObject("user").getString("name"))
                .toList();
    }

    @Test
    void connections_are_found_sorted_and_paged() {
        try (Client ann = server.member("ada", "found");
                Client bob = server.member("ben", "found");
                Client cid = server.member("cora", "found")) {
            assertThat(users("room=found")).containsExactly("ada", "ben", "cora");
            assertThat(users("room=found&order=asc")).containsExactly("cora", "ben", "ada");
            assertThat(users("room=found&sort=user&order=desc")).containsExactly("cora", "ben", "ada");
            assertThat(users("room=found&sort=user&offset=1&limit=1")).containsExactly("ben");
            assertThat(users("room=found&user=ben")).containsExactly("ben");
            assertThat(users("room=found&address=192.0.2.1")).isEmpty();
            assertThat(users("room=found&state=closing")).isEmpty();
            assertThat(admin.gets("connections?room=found&limit=1").getInt("total"))
                    .isEqualTo(3);
            JsonObject one = connections("room=found&user=ben").get(0);
            assertThat(admin.gets("connections/" + one.getString("id")).getJsonObject("frames"))
                    .isNotEmpty();
            ann.says("found", "hello");
            bob.waitsFor("{'type':'message','text':'hello'}");
            cid.waitsFor("{'type':'message','text':'hello'}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, connections?limit=0, limit",
        "GET, connections?limit=501, limit",
        "GET, connections?offset=-1, offset",
        "GET, connections?sort=colour, sort",
        "GET, connections?order=up, order",
        "GET, connections?state=odd, state",
        "GET, rooms?limit=x, limit",
        "GET, connections/x/frames?format=gif, format",
        "POST, traces, exactly one",
        "POST, traces?room=a&sample=1, exactly one",
        "POST, traces?room=%20, room",
        "POST, traces?sample=0, sample",
        "POST, traces?user=x, kind",
        "POST, traces?sample=1&frames=0, frames",
        "POST, traces?sample=1&frames=201, frames",
        "POST, traces?sample=1&time=soon, time",
        "POST, traces?sample=1&time=PT2M, time",
        "POST, connections/x/close, code",
        "POST, connections/x/close?code=1006, code",
    })
    void what_is_wrong_is_named(String method, String path, String named) {
        HttpResponse<String> response = admin.asks(method, path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(AdminClient.json(response.body()).getString("detail")).contains(named);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, connections/x, 404",
        "POST, connections/x/close?code=1008, 404",
        "GET, connections/x/frames, 404",
        "GET, connections/x/stream, 404",
        "POST, traces?connection=x, 404",
        "GET, traces/x, 404",
        "DELETE, traces/x, 404",
        "GET, nothing, 404",
        "GET, nothing.js, 404",
        "DELETE, connections, 405",
        "POST, statistics, 405",
        "GET, drain, 405",
        "PUT, drain, 405",
        "PATCH, connections, 405",
        "GET, application.wadl, 404",
        "HEAD, connections/x/stream, 404"
    })
    void what_is_not_there_and_what_cannot_be_done_is_told_as_a_problem(String method, String path, int status) {
        HttpResponse<String> response = admin.asks(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        if (!method.equals("HEAD")) {
            assertThat(AdminClient.json(response.body()).getInt("status")).isEqualTo(status);
        }
    }

    @Test
    void somebody_is_closed_with_a_code_and_a_reason_and_the_log_says_by_whom() {
        ServerLog log = new ServerLog();
        try (Client ann = server.member("dora", "closed")) {
            String id = connections("room=closed").get(0).getString("id");

            HttpResponse<String> response =
                    admin.asks("POST", "connections/" + id + "/close?code=4403&reason=not%20here");

            assertThat(response.statusCode()).isEqualTo(202);
            ann.waitsFor("{'type':'closing','code':4403,'reason':'not here'}");
            assertThat(ann.receivesClose()).isEqualTo(new Client.Close(4403, "not here"));
            log.has(line -> line.contains("root") && line.contains(id) && line.contains("4403, not here"));
        }
    }

    @Test
    void traces_are_listed_bounded_and_ended() {
        String first = admin.traces("room=traced&frames=5&time=PT10S");
        String second = admin.traces("user=nobody&kind=guest");
        try {
            assertThat(admin.asks("POST", "traces?sample=1").statusCode()).isEqualTo(409);
            assertThat(admin.gets("traces/" + first).getString("room")).isEqualTo("traced");
            assertThat(admin.gets("traces/" + first).getInt("frames")).isEqualTo(5);
            assertThat(admin.gets("traces/" + first).getString("startedBy")).isEqualTo("root");
            assertThat(admin.gets("traces").getJsonArray("traces")).hasSize(2);
        } finally {
            assertThat(admin.asks("DELETE", "traces/" + first).statusCode()).isEqualTo(204);
            assertThat(admin.asks("DELETE", "traces/" + second).statusCode()).isEqualTo(204);
        }
        assertThat(admin.gets("traces").getJsonArray("traces")).isEmpty();
    }

    /** It would be held as long as the trace lasts, many times over. */
    @Test
    void nobody_is_traced_who_has_a_name_that_nobody_has() {
        String path = "traces?kind=guest&user=" + "x".repeat(513);

        HttpResponse<String> response = admin.asks("POST", path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(AdminClient.json(response.body()).getString("detail")).contains("user");
    }

    /** It is written a few frames at a time. */
    @Test
    void a_document_has_each_frame_once_however_many_there_are() {
        try (Client ann = server.member("gus", "many")) {
            String trace = admin.traces("room=many");
            for (int i = 0; i < 60; i++) {
                ann.says("many", "hello");
            }
            String frames = "connections/" + connections("room=many").get(0).getString("id") + "/frames?";

            JsonObject all = admin.gets(frames + "limit=10000");
            int count = all.getInt("count");
            assertThat(count).isBetween(150, 200);
            assertThat(numbers(all)).containsExactlyElementsOf(numbers(1, count));
            assertThat(numbers(admin.gets(frames + "after=7&limit=130"))).containsExactlyElementsOf(numbers(8, 137));
            assertThat(new String(admin.downloads(frames + "format=jsonl&after=7&limit=130"), UTF_8)
                            .lines()
                            .map(line -> AdminClient.json(line).getInt("number")))
                    .containsExactlyElementsOf(numbers(8, 137));
            assertThat(admin.asks("DELETE", "traces/" + trace).statusCode()).isEqualTo(204);
        }
    }

    private static List<Integer> numbers(JsonObject document) {
        return document.getJsonArray("frames").stream()
                .map(frame -> frame.asJsonObject().getInt("number"))
                .toList();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void a_trace_of_a_room_covers_who_is_there_and_who_comes_until_it_ends() {
        try (Client ann = server.member("emil", "covered")) {
            String trace = admin.traces("room=covered");
            try (Client bob = server.member("fay", "covered")) {
                ann.says("covered", "hello");
                bob.waitsFor("{'type':'message','text':'hello'}");

                List<JsonObject> both = connections("room=covered");
                assertThat(both).hasSize(2).allMatch(connection -> connection.getBoolean("traced"));
                String id = both.get(0).getString("id");
                assertThat(admin.gets("connections/" + id + "/frames").getInt("count"))
                        .isPositive();

                admin.asks("DELETE", "traces/" + trace);
                assertThat(connections("room=covered")).noneMatch(connection -> connection.getBoolean("traced"));
                assertThat(admin.asks("GET", "connections/" + id + "/frames").statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void rooms_and_statistics_are_told() {
        try (Client ann = server.member("gil", "told-room");
                Client bob = server.member("hana", "told-room")) {
            ann.says("told-room", "hello");
            bob.waitsFor("{'type':'message','text':'hello'}");
            JsonObject room =
                    admin.gets("rooms?prefix=told-").getJsonArray("rooms").getJsonObject(0);

            assertThat(room.getString("name")).isEqualTo("told-room");
            assertThat(room.getInt("members")).isEqualTo(2);
            JsonObject statistics = admin.gets("statistics");
            assertThat(statistics.getInt("connections")).isGreaterThanOrEqualTo(2);
            assertThat(statistics.getInt("rooms")).isGreaterThanOrEqualTo(1);
            assertThat(statistics.getJsonObject("frames").getJsonObject("in").getInt("messages"))
                    .isPositive();
            JsonObject log = statistics.getJsonObject("log");
            assertThat(log.getJsonObject("writes").getInt("answered")).isPositive();
            assertThat(log.getJsonObject("waiting").getInt("messages")).isZero();
            assertThat(log.getJsonNumber("memoryBytes").longValue()).isPositive();
            ann.closes(1000);
            bob.closes(1000);
        }
    }

    @Test
    void everybody_is_seen_off_and_the_doors_open_again() {
        try (Client ann = server.member("ivo", "drained")) {
            assertThat(admin.asks("POST", "drain").statusCode()).isEqualTo(202);
            ann.waitsFor("{'type':'closing','code':1012}");
        } finally {
            assertThat(admin.asks("DELETE", "drain").statusCode()).isEqualTo(204);
        }
        try (Client bob = server.full("jo")) {
            bob.receivesConnected();
        }
    }
}
