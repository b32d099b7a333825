/** The streams without a server: its ends are fakes. */
@NullMarked
package io.parley.container.tyrus;

import org.jspecify.annotations.NullMarked;
