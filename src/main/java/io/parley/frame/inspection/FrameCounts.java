package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.util.List;
import java.util.Map;

/**
 * Frames that were counted, of one connection or of all, at one moment.
 *
 * @param in what came in
 * @param out what went out, as far as the container or a message goes: not the close frame with which we end a
 *     connection past the container, nor a message that the connection's end has cut
 * @param refusals how often frames were refused, by the rule that they broke; only those that were
 */
public record FrameCounts(Way in, Way out, Map<Rule, Long> refusals) {

    /**
     * One way.
     *
     * @param frames that are over, by opcode; the reserved ones are never let through
     * @param bytes their payload, by opcode
     * @param fragments frames of messages that are in more than one
     * @param messagesBySize messages, by their payload: the first number counts those without any, the next ones those
     *     of up to 16, 64, 256 bytes and so on, each bound four times the one before, the last one all that are longer
     */
    public record Way(Map<Opcode, Long> frames, Map<Opcode, Long> bytes, long fragments, List<Long> messagesBySize) {

        /**
         * All messages.
         *
         * @return that are over
         */
        public long messages() {
            return messagesBySize.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * One of the two ways.
     *
     * @param direction which
     * @return never null
     */
    public Way way(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? in : out;
    }
}
