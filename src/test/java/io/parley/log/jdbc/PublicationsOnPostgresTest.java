package io.parley.log.jdbc;

/** Publications, on PostgreSQL. */
class PublicationsOnPostgresTest extends PublicationsContract {

    PublicationsOnPostgresTest() {
        super(TestDatabase.postgres());
    }
}
