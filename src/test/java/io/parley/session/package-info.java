/** What the life of a connection must be, without a server. */
@NullMarked
package io.parley.session;

import org.jspecify.annotations.NullMarked;
