package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The oldest conversation of the protocol document, section 1, with clients that know nothing of Parley. */
class SeedConversationIT extends Deployed {

    @Test
    void two_people_talk() {
        Client one = server.plain();
        one.receives("{'type':'connected','user':'user1'}");
        Client two = server.plain();
        two.receives("{'type':'connected','user':'user2'}");

        one.sends("{'type':'message','text':'Hello'}");
        one.receives("{'type':'message','text':'Hello','from':'user1'}");
        two.receives("{'type':'message','text':'Hello','from':'user1'}");
        two.sends("{'type':'message','text':'World'}");
        one.receives("{'type':'message','text':'World','from':'user2'}");
        two.receives("{'type':'message','text':'World','from':'user2'}");

        assertThat(one.pings("still there?").receivesPong()).isEqualTo("still there?");
        one.hasNothingMore();
        assertThat(two.closes(1000).code()).isEqualTo(1000);
        assertThat(one.closes(1000).code()).isEqualTo(1000);
    }
}
