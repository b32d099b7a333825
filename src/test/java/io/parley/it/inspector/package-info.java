/** An application that looks into Parley from within the server: what is open, what is left, what it costs. */
@NullMarked
package io.parley.it.inspector;

import org.jspecify.annotations.NullMarked;
