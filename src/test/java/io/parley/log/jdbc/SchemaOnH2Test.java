package io.parley.log.jdbc;

/** The tables of the log, on H2. */
class SchemaOnH2Test extends SchemaContract {

    SchemaOnH2Test() {
        super(TestDatabase::bareH2);
    }
}
