package io.parley.trace;

import java.time.Instant;

/**
 * An order to keep frames, as it stands.
 *
 * @param id for whoever ends it
 * @param subject whose frames
 * @param frames the last so many of each connection; where another trace covers it already, as many as that one keeps
 * @param startedBy who wanted it
 * @param startedAt when it began
 * @param until when it ends by itself
 */
public record Trace(String id, Subject subject, int frames, String startedBy, Instant startedAt, Instant until) {}
