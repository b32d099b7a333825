package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that takes no writes for a while, as behind a failover or when an operator wants it. */
class ReadOnlyPostgresTest {

    private static final int MESSAGES = 20;

    private final TestDatabase database = TestDatabase.postgres();
    private final Node node = new Node(database.unpooled(), new ManualClock());

    @AfterEach
    void close() throws InterruptedException {
        node.close();
        database.close();
    }

    /** For connections to come: the log has new ones each time, and this one is older. */
    private void readOnly(String onOrOff) {
        String name = database.query("select current_database()").get(0);
        database.execute("alter database " + name + " set default_transaction_read_only = " + onOrOff);
    }

    private List<CompletionStage<Appended>> say(String what) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> node.log().append(ROOM, keyed(ANN, what + i, what)))
                .toList();
    }

    private Page readFromDatabase() {
        return await(node.log().read(ROOM, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 1000, 1 << 20)));
    }

    @Test
    void sendersAreRefusedWhatIsThereCanBeReadAndAllGoesOnByItself() {
        await(node.log().append(ROOM, draft(BEN, "before")));
        readOnly("on");

        say("while").forEach(stage -> assertThat(refusal(stage).uncertain()).isFalse());
        assertThat(readFromDatabase().entries()).hasSize(1);
        RecordingListener listener = new RecordingListener();
        await(node.log().subscribe(ROOM, listener));
        refusal(node.log().append(ROOM, draft(BEN, "and where somebody follows")));

        readOnly("off");
        say("while").forEach(stage -> assertThat(await(stage).duplicate()).isFalse());

        assertThat(listener.await(MESSAGES)).hasSize(MESSAGES);
        assertThat(LogUnderTest.seqs(readFromDatabase())).isEqualTo(seqs(1, MESSAGES + 1));
        say("while").forEach(stage -> assertThat(await(stage).duplicate()).isTrue());
    }
}
