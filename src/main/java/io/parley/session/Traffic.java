package io.parley.session;

/**
 * What has gone through a connection: chat messages, not frames.
 *
 * @param messagesIn whole messages that came in
 * @param bytesIn their payload, and that of parts
 * @param refusedIn of these messages, those that came too fast and were refused
 * @param messagesOut messages that have left
 * @param bytesOut their payload
 */
public record Traffic(long messagesIn, long bytesIn, long refusedIn, long messagesOut, long bytesOut) {}
