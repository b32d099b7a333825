/** A log-in with roles, for the tests of the administrator's interface. It is deployed with the WAR. */
@NullMarked
package io.parley.it.admin;

import org.jspecify.annotations.NullMarked;
