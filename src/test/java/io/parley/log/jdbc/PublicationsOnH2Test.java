package io.parley.log.jdbc;

/** Publications, on H2. */
class PublicationsOnH2Test extends PublicationsContract {

    PublicationsOnH2Test() {
        super(TestDatabase.h2());
    }
}
