package io.parley.log.jdbc;

/** The tables of the log, on PostgreSQL. */
class SchemaOnPostgresTest extends SchemaContract {

    SchemaOnPostgresTest() {
        super(TestDatabase::barePostgres);
    }
}
