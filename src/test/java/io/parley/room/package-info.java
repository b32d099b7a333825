/** What a room promises, without a server. */
@NullMarked
package io.parley.room;

import org.jspecify.annotations.NullMarked;
