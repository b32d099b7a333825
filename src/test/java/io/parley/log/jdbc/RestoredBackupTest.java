package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README tells to do after a backup has been restored. */
class RestoredBackupTest {

    private static final RoomName OTHER = new RoomName("other");
    private static final RoomName NEVER_USED = new RoomName("never-used");

    private static final Pattern STATEMENTS =
            Pattern.compile("\\*\\*After restoring a backup\\*\\*.*?```sql\n(.*?)```", Pattern.DOTALL);

    private static List<String> statements() throws IOException {
        Matcher block = STATEMENTS.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        return Stream.of(block.group(1).split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static Page read(Node node, RoomName room) {
        return await(node.log().read(room, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 100, 1 << 20)));
    }

    private static Entry say(Node node, RoomName room) {
        return await(node.log().append(room, draft(ANN, "hello"))).entry();
    }

    @Test
    void onH2TheStatementsOfTheReadmeGiveAllRoomsANewLifeInWhichTheirSeqGoesOn() throws Exception {
        beginsAnotherLife(TestDatabase.h2());
    }

    @Test
    void onPostgresTheStatementsOfTheReadmeGiveAllRoomsANewLifeInWhichTheirSeqGoesOn() throws Exception {
        beginsAnotherLife(TestDatabase.postgres());
    }

    private static void beginsAnotherLife(TestDatabase made) throws Exception {
        try (TestDatabase database = made) {
            Node before = new Node(database.source(), new ManualClock());
            say(before, ROOM);
            say(before, ROOM);
            say(before, OTHER);
            String epoch = read(before, ROOM).head().epoch();
            before.close();

            statements().forEach(database::execute);

            Node after = new Node(database.source(), new ManualClock());
            try {
                goesOnInAnotherLife(after, epoch);
            } finally {
                after.close();
            }
        }
    }

    private static void goesOnInAnotherLife(Node node, String epochBefore) {
        String epoch = read(node, ROOM).head().epoch();
        assertThat(epoch).isNotEqualTo(epochBefore);
        assertThat(read(node, ROOM).head()).isEqualTo(new Head(epoch, 1, 2));
        assertThat(read(node, OTHER).head()).isEqualTo(new Head(epoch, 1, 1));
        assertThat(read(node, NEVER_USED).head()).isEqualTo(new Head(epoch, 1, 0));

        RecordingListener listener = new RecordingListener();
        await(node.log().subscribe(ROOM, listener));
        Entry next = say(node, ROOM);

        assertThat(next.seq()).isEqualTo(3);
        assertThat(listener.await(1)).containsExactly(next);
        assertThat(listener.start().epoch()).isEqualTo(epoch);
        assertThat(LogUnderTest.seqs(read(node, ROOM))).isEqualTo(seqs(1, 3));
        assertThat(say(node, NEVER_USED).seq()).isEqualTo(1);
        assertThat(read(node, NEVER_USED).head().epoch()).isEqualTo(epoch);
    }
}
