/**
 * Integration tests: the WAR on a real server, spoken to from outside. They run on every server that Parley supports.
 */
@NullMarked
package io.parley.it;

import org.jspecify.annotations.NullMarked;
