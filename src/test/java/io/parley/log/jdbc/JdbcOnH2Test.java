package io.parley.log.jdbc;

/** The log in a database keeps the contract, on H2. */
class JdbcOnH2Test extends JdbcContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.h2();
    }
}
