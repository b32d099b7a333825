package io.parley.cdi;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * The log's database, if any room needs one; its tables are there.
 *
 * @param source where connections come from
 */
record LogDatabase(Optional<DataSource> source) {}
