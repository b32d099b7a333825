package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.ManualClock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user of PostgreSQL who may read and change rows and nothing else, as a careful operator wants it. */
class ModestUserTest {

    private final TestDatabase database = TestDatabase.postgres();
    private final String name = "modest_" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void close() {
        database.execute("drop owned by " + name);
        database.execute("drop role " + name);
        database.close();
    }

    @Test
    void isEnoughToValidateTheTablesAndToWorkWithThem() throws InterruptedException {
        database.execute("create role " + name + " login");
        database.execute("revoke create on schema public from public");
        database.execute("grant select, insert, update, delete on all tables in schema public to " + name);
        DataSource modest = database.unpooledFor(name);

        new Schema(modest).validate();
        Node node = new Node(modest, new ManualClock());
        try {
            assertThat(await(node.log().append(ROOM, keyed(ANN, "k", "hello"))).duplicate())
                    .isFalse();
            assertThat(await(node.log().append(ROOM, keyed(ANN, "k", "hello"))).duplicate())
                    .isTrue();
            assertThat(await(node.log().erase(ANN.key()))).isEqualTo(1);
        } finally {
            node.close();
        }

        database.execute("delete from \"parley_schema_history\" where \"version\" = '2'");
        assertThatThrownBy(() -> new Schema(modest).migrate()).hasMessageContaining("permission denied");
    }
}
