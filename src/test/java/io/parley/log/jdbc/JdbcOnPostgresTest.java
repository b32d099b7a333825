package io.parley.log.jdbc;

/** The log in a database keeps the contract, on PostgreSQL. */
class JdbcOnPostgresTest extends JdbcContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}
