package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who counts as present when connections end: the protocol document, section 5, point 5. One deployment has a grace
 * that no test outlives, the other one hardly any. That nothing was told is shown by what was told next.
 */
@ExtendWith(ArquillianExtension.class)
class PresenceIT {

    private static final String PATIENT = "patient";
    private static final String HASTY = "hasty";
    private static final int GOING_AWAY = 1001;
    private static final int NORMAL = 1000;

    private final Server patient = Archives.server(PATIENT);
    private final Server hasty = Archives.server(HASTY);

    @Deployment(name = PATIENT, testable = false)
    static WebArchive patient() {
        return Archives.named(PATIENT, "parley.presence.grace=PT1H");
    }

    @Deployment(name = HASTY, testable = false)
    static WebArchive hasty() {
        return Archives.named(HASTY, "parley.presence.grace=PT0.2S");
    }

    @AfterEach
    void dropClients() {
        patient.close();
        hasty.close();
    }

    @Test
    void a_page_that_is_reloaded_makes_no_noise() {
        Client watcher = watcher(patient, "reload");
        Client tab = patient.full("reloader");
        String token = tab.receivesConnected().getString("guest");
        tab.joins("reload");
        watcher.receives("{'type':'presence','joined':['reloader'],'members':2}");

        tab.closes(GOING_AWAY);
        hasMembers(watcher, "'reloader','w-reload'", 2);
        Client again = patient.returning(token);
        again.receives("{'type':'connected','user':'reloader'}");
        assertThat(again.joins("reload").getInt("members")).isEqualTo(2);

        patient.member("mark-reload", "reload");
        hearsNextOf(watcher, "mark-reload", 3);
        hasMembers(watcher, "'mark-reload','reloader','w-reload'", 3);
    }

    @Test
    void a_line_that_is_lost_and_found_again_makes_no_noise() {
        Client watcher = watcher(patient, "reset");
        RawSocket line = fullRaw(patient);
        JsonObject connected = event(line);
        String user = connected.getString("user");
        joins(line, "reset");
        watcher.receives("{'type':'presence','joined':['" + user + "'],'members':2}");

        line.drops();
        Client again = patient.returning(connected.getString("guest"));
        again.receives("{'type':'connected','user':'" + user + "'}");
        assertThat(again.joins("reset").getInt("members")).isEqualTo(2);

        patient.member("mark-reset", "reset");
        hearsNextOf(watcher, "mark-reset", 3);
        hasMembers(watcher, "'mark-reset','" + user + "','w-reset'", 3);
    }

    @Test
    void who_is_thrown_out_may_come_back() {
        Client watcher = watcher(patient, "wild");
        Client wild = patient.member("wild-one", "wild");
        watcher.receives("{'type':'presence','joined':['wild-one'],'members':2}");

        Client.await(wild.socket().sendBinary(ByteBuffer.allocate(1), true));
        wild.receivesClose();

        hasMembers(watcher, "'w-wild','wild-one'", 2);
    }

    @Test
    void who_is_dropped_or_thrown_out_and_does_not_come_back_has_left_after_the_grace() {
        Client watcher = watcher(hasty, "lost");
        Client tab = hasty.member("lost-tab", "lost");
        watcher.receives("{'type':'presence','joined':['lost-tab'],'members':2}");
        tab.closes(GOING_AWAY);
        watcher.receives("{'type':'presence','left':['lost-tab'],'members':1}");

        RawSocket line = fullRaw(hasty);
        String user = event(line).getString("user");
        joins(line, "lost");
        watcher.receives("{'type':'presence','joined':['" + user + "'],'members':2}");
        line.drops();
        watcher.receives("{'type':'presence','left':['" + user + "'],'members':1}");

        Client wild = hasty.member("lost-wild", "lost");
        watcher.receives("{'type':'presence','joined':['lost-wild'],'members':2}");
        Client.await(wild.socket().sendBinary(ByteBuffer.allocate(1), true));
        wild.receivesClose();
        watcher.receives("{'type':'presence','left':['lost-wild'],'members':1}");
        hasMembers(watcher, "'w-lost'", 1);
    }

    @Test
    void who_closes_or_leaves_has_left_at_once() {
        Client watcher = watcher(patient, "done");
        Client closing = patient.member("closer", "done");
        watcher.receives("{'type':'presence','joined':['closer'],'members':2}");
        closing.closes(NORMAL);
        watcher.receives("{'type':'presence','left':['closer'],'members':1}");
        hasMembers(watcher, "'w-done'", 1);

        Client leaving = patient.member("leaver", "done");
        watcher.receives("{'type':'presence','joined':['leaver'],'members':2}");
        leaving.sends("{'type':'leave'}").receives("{'type':'left'}");
        watcher.receives("{'type':'presence','left':['leaver'],'members':1}");
        hasMembers(watcher, "'w-done'", 1);

        RawSocket wordless = fullRaw(patient);
        String user = event(wordless).getString("user");
        joins(wordless, "done");
        watcher.receives("{'type':'presence','joined':['" + user + "'],'members':2}");
        wordless.sendsFrame(true, RawSocket.CLOSE, new byte[0]);
        watcher.receives("{'type':'presence','left':['" + user + "'],'members':1}");
    }

    @Test
    void of_three_connections_of_one_user_the_last_one_says_how_it_goes() {
        Client watcher = watcher(patient, "three");
        Client first = patient.full("tri");
        String token = first.receivesConnected().getString("guest");
        first.joins("three");
        watcher.receives("{'type':'presence','joined':['tri'],'members':2}");
        Client second = returns(token, "three");
        Client third = returns(token, "three");

        first.closes(GOING_AWAY);
        hasMembers(watcher, "'tri','w-three'", 2);
        second.sends("{'type':'leave'}").receives("{'type':'left'}");
        hasMembers(watcher, "'tri','w-three'", 2);
        patient.member("mark-three", "three");
        hearsNextOf(watcher, "mark-three", 3);
        third.closes(NORMAL);

        watcher.receives("{'type':'presence','left':['tri'],'members':2}");
        hasMembers(watcher, "'mark-three','w-three'", 2);
    }

    @Test
    void a_guest_in_plain_mode_has_left_when_its_line_is_lost() {
        Client watcher = watcher(patient, "plain");
        RawSocket plain = RawSocket.opened(patient.socket("chat/plain"));
        String user = event(plain).getString("user");
        watcher.receives("{'type':'presence','joined':['" + user + "'],'members':2}");

        plain.drops();

        watcher.receives("{'type':'presence','left':['" + user + "'],'members':1}");
    }

    /** Somebody in a room who has been told of itself, and has nothing else to hear. */
    private static Client watcher(Server server, String room) {
        Client watcher = server.member("w-" + room, room);
        watcher.receives("{'type':'presence','joined':['w-" + room + "'],'members':1}");
        return watcher;
    }

    private Client returns(String token, String room) {
        Client client = patient.returning(token);
        client.receivesConnected();
        assertThat(client.joins(room).getInt("members")).isEqualTo(2);
        return client;
    }

    /** The next presence is that of the newcomer alone. */
    private static void hearsNextOf(Client watcher, String newcomer, int members) {
        assertThat(watcher.receives("{'type':'presence','joined':['" + newcomer + "'],'members':" + members + "}"))
                .doesNotContainKey("left");
    }

    private static void hasMembers(Client asker, String users, int count) {
        asker.sends("{'type':'members','ref':'m'}");
        JsonObject answer = asker.next();
        assertThat(answer)
                .isEqualTo(Client.json("{'type':'members','ref':'m','room':'" + answer.getString("room", "")
                        + "','users':[" + users + "],'count':" + count + ",'more':false}"));
    }

    private static RawSocket fullRaw(Server server) {
        return RawSocket.opened(server.socket("chat"), "Sec-WebSocket-Protocol: " + Server.FULL);
    }

    private static void joins(RawSocket line, String room) {
        String join = "{\"type\":\"join\",\"room\":\"" + room + "\"}";
        line.sendsFrame(true, RawSocket.TEXT, join.getBytes(StandardCharsets.UTF_8));
        assertThat(event(line).getString("type")).isEqualTo("joined");
    }

    private static JsonObject event(RawSocket line) {
        return Client.json(line.readsText());
    }
}
