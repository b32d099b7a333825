package io.parley.endpoint;

import io.parley.chat.Chat;
import io.parley.chat.Handover;
import io.parley.codec.CommandDecoder;
import io.parley.session.ConnectionScope;

/**
 * What the endpoints work with.
 *
 * @param chat begins conversations
 * @param decoder reads commands
 * @param maxMessageBytes of one inbound message
 * @param handover where the handshake's filter leaves who comes, and the place that it keeps
 * @param transports make the way to each peer
 * @param scope lets callbacks know their connection
 */
public record ChatServices(
        Chat chat,
        CommandDecoder decoder,
        int maxMessageBytes,
        Handover handover,
        Transports transports,
        ConnectionScope scope) {}
