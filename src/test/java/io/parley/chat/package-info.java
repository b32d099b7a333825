/** Tests of the use cases, without a server, a socket or JSON. */
@NullMarked
package io.parley.chat;

import org.jspecify.annotations.NullMarked;
