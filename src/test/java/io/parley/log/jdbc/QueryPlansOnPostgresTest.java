package io.parley.log.jdbc;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** The log goes by an index on PostgreSQL, which counts the blocks that it looks at. */
class QueryPlansOnPostgresTest extends QueryPlanContract {

    private static final Set<String> TABLES = Set.of("parley_entry", "parley_key", "parley_room");

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }

    @Override
    String numbers(int to) {
        return "generate_series(1, " + to + ") as numbers (n)";
    }

    @Override
    String explain() {
        return "explain (analyze, buffers, format json)";
    }

    @Override
    void preferIndexes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_seqscan = off");
        }
    }

    @Override
    Cost cost(ResultSet plan) throws SQLException {
        plan.next();
        try (JsonReader reader = Json.createReader(new StringReader(String.valueOf(plan.getString(1))))) {
            JsonObject root = reader.readArray().getJsonObject(0).getJsonObject("Plan");
            return new Cost(root.getInt("Shared Hit Blocks") + root.getInt("Shared Read Blocks"), scans(root));
        }
    }

    private static boolean scans(JsonObject node) {
        boolean itself =
                node.getString("Node Type").equals("Seq Scan") && TABLES.contains(node.getString("Relation Name"));
        JsonArray parts = node.getOrDefault("Plans", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
        return itself || parts.stream().anyMatch(part -> scans(part.asJsonObject()));
    }
}
