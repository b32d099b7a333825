package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.ManualClock;
import io.parley.log.Threads;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The tables are made once, kept as they are, and refused where this server cannot know them. */
abstract class SchemaContract {

    private static final String HISTORY = "\"parley_schema_history\"";

    private final Supplier<TestDatabase> bare;
    private final TestDatabase database;
    private final Schema schema;

    SchemaContract(Supplier<TestDatabase> bare) {
        this.bare = bare;
        this.database = bare.get();
        this.schema = new Schema(database.source());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> lives() {
        return lives(database);
    }

    private static List<String> lives(TestDatabase database) {
        return database.query("select epoch from parley_life");
    }

    private long store() throws InterruptedException {
        Node node = new Node(database.source(), new ManualClock());
        try {
            return await(node.log().append(ROOM, draft(ANN, "hello"))).entry().seq();
        } finally {
            node.close();
        }
    }

    @Test
    void onAnEmptyDatabaseValidationNamesWhatIsMissingAndWhatToDoAndMakesNothing() {
        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(schema::validate)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("V1__room_log.sql")
                    .hasMessageContaining("parley.log.schema=migrate");
        }
        assertThat(database.query("select table_name from information_schema.tables where table_name like 'parley%'"))
                .isEmpty();
    }

    @Test
    void whatHasBeenMigratedIsValid() throws InterruptedException {
        schema.migrate();
        List<String> life = lives();

        schema.validate();

        assertThat(lives()).isEqualTo(life).hasSize(1);
        assertThat(store()).isEqualTo(1);
    }

    @Test
    void migratingAgainChangesNothing() throws InterruptedException {
        schema.migrate();
        assertThat(store()).isEqualTo(1);
        List<String> life = lives();

        schema.migrate();

        assertThat(lives()).isEqualTo(life);
        assertThat(database.query("select epoch from parley_room")).isEqualTo(life);
        assertThat(store()).isEqualTo(2);
    }

    /** Of several databases at the same time, since one that waits for another's lock waits for a second. */
    @RepeatedTest(2)
    void serversThatMigrateAtOnceMakeTheTablesOnceAndOneLife() throws Exception {
        Threads.together(Collections.nCopies(4, () -> {
            try (TestDatabase own = bare.get()) {
                migrateAtOnce(own);
                return own;
            }
        }));
    }

    private static void migrateAtOnce(TestDatabase own) throws Exception {
        List<Callable<List<String>>> servers = Collections.nCopies(4, () -> {
            new Schema(own.source()).migrate();
            return lives(own);
        });

        List<List<String>> lives = Threads.together(servers);

        assertThat(lives).allMatch(lives.get(0)::equals);
        assertThat(lives(own)).hasSize(1);
        assertThat(own.query("select \"script\" from " + HISTORY + " where \"version\" = '1'"))
                .containsExactly("V1__room_log.sql");
        new Schema(own.source()).validate();
    }

    @Test
    void tablesThatAreNewerThanTheServerAreRefused() {
        schema.migrate();
        database.execute("insert into " + HISTORY + " (\"installed_rank\", \"version\", \"description\", \"type\","
                + " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                + " values (99, '99', 'to come', 'SQL', 'V99__to_come.sql', 0, 'a newer server', 0, true)");

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer than this server");
        assertThatThrownBy(schema::validate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer than this server");
    }

    @Test
    void tablesOfAnApplicationStayBesideTheLog() throws InterruptedException {
        database.execute("create table orders (id bigint primary key)");
        assertThatThrownBy(schema::validate).hasMessageContaining("V1__room_log.sql");

        schema.migrate();
        schema.validate();

        assertThat(store()).isEqualTo(1);
        assertThat(database.query("select count(*) from orders")).containsExactly("0");
    }
}
