package io.parley.log.jdbc;

/** Two nodes on one database, on H2. */
class NodesOnH2Test extends NodesContract {

    NodesOnH2Test() {
        super(TestDatabase.h2());
    }
}
