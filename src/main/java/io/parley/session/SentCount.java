package io.parley.session;

/**
 * What has left of one connection's outbox.
 *
 * @param messages how many
 * @param bytes their payload
 */
record SentCount(long messages, long bytes) {}
