package io.parley.bench.log;

import java.sql.SQLException;

/** Something that is measured again and again. */
@FunctionalInterface
interface Trial {

    /** Measures once. */
    void run(Samples samples) throws SQLException;
}
