package io.parley.protocol;

import java.util.Optional;

/**
 * A command in its envelope.
 *
 * @param command the command
 * @param ref what the answer carries, at most {@link Limits#KEY_CHARS} characters
 */
public record Inbound(Command command, Optional<String> ref) {}
