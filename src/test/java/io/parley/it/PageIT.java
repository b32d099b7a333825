package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;

/** The page in a browser, as users see it. What it looks like is in {@code target/screenshots}. */
@Tag("browser")
@ExtendWith(ArquillianExtension.class)
class PageIT {

    private static final Dimension PHONE = new Dimension(500, 800);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Archives.configured();
    }

    @Test
    void people_in_two_windows_talk() throws IOException {
        try (Window ann = Window.open(deployed);
                Window bob = Window.open(deployed)) {
            assertThat(ann.title()).isEqualTo("Parley");
            ann.isPhotographed("entrance");
            ann.enters("ann", "agenda").seesPeople("ann");
            bob.enters("bob", "agenda").seesPeople("bob", "ann");
            ann.seesPeople("ann", "bob");

            ann.writes("Hello, is anybody there?");
            bob.seesMessages("ann: Hello, is anybody there?").writes("Yes, I am. What is on the agenda today?");
            ann.seesMessages("ann: Hello, is anybody there?", "bob: Yes, I am. What is on the agenda today?")
                    .writes("Look at https://example.org/agenda, please.");
            bob.seesMessages(
                    "ann: Hello, is anybody there?",
                    "bob: Yes, I am. What is on the agenda today?",
                    "ann: Look at https://example.org/agenda, please.");
            bob.isPhotographed("conversation");
            ann.isPhotographed("phone", PHONE);
            ann.hasNoComplaints();
            bob.hasNoComplaints();
        }
    }

    @Test
    void markup_is_shown_as_text() {
        String markup = "<img src=x onerror=\"document.title='broken into'\"><b>&amp;</b>";
        try (Window ann = Window.open(deployed);
                Window bob = Window.open(deployed)) {
            ann.enters("cid", "markup");
            bob.enters("dora", "markup");

            ann.writes(markup);

            bob.seesMessages("cid: " + markup);
            assertThat(bob.count(".message img, .message b")).isZero();
            assertThat(bob.title()).isEqualTo("#markup – Parley");
            ann.hasNoComplaints();
            bob.hasNoComplaints();
        }
    }

    @Test
    void a_reload_keeps_the_user_and_the_conversation() {
        try (Window ann = Window.open(deployed)) {
            ann.enters("eve", "reload").writes("before").seesMessages("eve: before");

            ann.reloads().isJoined().seesMessages("eve: before").seesPeople("eve");
            ann.writes("after").seesMessages("eve: before", "eve: after");
            assertThat(ann.count(".message.own")).isEqualTo(2);
            ann.hasNoComplaints();
        }
    }

    @Test
    void who_leaves_is_gone_from_the_others_people() {
        try (Window ann = Window.open(deployed);
                Window bob = Window.open(deployed)) {
            ann.enters("finn", "leaving");
            bob.enters("gwen", "leaving");
            ann.seesPeople("finn", "gwen");

            bob.clicks("#leave");

            ann.seesPeople("finn");
            assertThat(bob.isVisible("#entrance")).isTrue();
        }
    }

    @Test
    void earlier_messages_come_by_the_page() throws IOException {
        int all = 130;
        try (Client writer = new Server(deployed).full("hal")) {
            writer.receivesConnected();
            writer.joins("long-ago");
            for (int i = 1; i <= all; i++) {
                writer.sends("{'type':'message','text':'line " + i + "'}");
                writer.receives("{'type':'message','seq':" + i + "}");
            }
            try (Window ann = Window.open(deployed)) {
                ann.enters("ida", "long-ago").seesMessages(100, 31);
                ann.scrollsToTheTop().seesMessages(all, 1);
                assertThat(ann.isVisible("#earlier")).isFalse();
                ann.isPhotographed("archive");
                ann.hasNoComplaints();
            }
        }
    }
}
