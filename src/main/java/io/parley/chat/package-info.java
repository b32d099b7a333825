/**
 * The use cases: a command in, events out.
 *
 * <p>Imports the rest of the core ({@code protocol}, {@code log}, {@code room}, {@code session}, {@code guest}),
 * nothing of Jakarta. Everything may be called by any thread, and nothing blocks.
 */
@NullMarked
package io.parley.chat;

import org.jspecify.annotations.NullMarked;
