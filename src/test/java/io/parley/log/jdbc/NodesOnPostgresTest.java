package io.parley.log.jdbc;

/** Two nodes on one database, on PostgreSQL. */
class NodesOnPostgresTest extends NodesContract {

    NodesOnPostgresTest() {
        super(TestDatabase.postgres());
    }
}
