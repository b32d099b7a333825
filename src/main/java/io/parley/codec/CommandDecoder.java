package io.parley.codec;

import io.parley.protocol.Command;
import io.parley.protocol.Inbound;
import io.parley.protocol.Limits;
import jakarta.json.Json;
import jakarta.json.stream.JsonParserFactory;
import jakarta.websocket.Decoder;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the text of a message into a command. Whatever a peer sends, decoding does not throw: a faulty request is a
 * {@link Command.Faulty} that names the first thing that is wrong, with the {@code ref} of the request where that could
 * be read. The bound on the size of a message is the container's; the work is linear in it.
 *
 * <p>A member that is {@code null} is as good as absent, {@code data} included. Members that a command does not know
 * are left aside, but must be JSON within the bounds on nesting and numbers.
 *
 * <p>Keeps no state; may be used by any thread.
 */
public final class CommandDecoder implements Decoder.Text<Inbound> {

    private static final String REF = "ref";

    private final JsonParserFactory parsers;
    private final FieldsReader reader;
    private final CommandBuilder commands;

    /**
     * A decoder for connections with these limits.
     *
     * @param limits what one connection may do; {@code textChars} is enforced here
     */
    public CommandDecoder(Limits limits) {
        this.parsers = Json.createParserFactory(Map.of());
        this.reader = new FieldsReader(Json.createGeneratorFactory(Map.of()));
        this.commands = new CommandBuilder(limits);
    }

    /**
     * Takes every text, so that a faulty one gets an answer.
     *
     * @param text any text
     * @return true
     */
    @Override
    public boolean willDecode(String text) {
        return true;
    }

    /**
     * Decodes a message.
     *
     * @param text any text
     * @return the command, a {@link Command.Faulty} where the text is none
     */
    @Override
    public Inbound decode(String text) {
        Fields fields = new Fields("");
        try (GuardedParser parser = new GuardedParser(parsers, text)) {
            reader.read(parser, fields);
            Optional<String> ref = fields.key(REF);
            return new Inbound(commands.build(fields), ref);
        } catch (Fault fault) {
            return new Inbound(fault.command(), fields.keyIfValid(REF));
        }
    }
}
