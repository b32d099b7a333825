/** What an application has at the place of Parley's interface, for a test. It is deployed with a WAR of its own. */
@NullMarked
package io.parley.it.backoffice;

import org.jspecify.annotations.NullMarked;
