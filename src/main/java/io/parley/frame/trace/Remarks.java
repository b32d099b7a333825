package io.parley.frame.trace;

import io.parley.frame.HeaderSnapshot;
import io.parley.frame.inspection.Route;
import java.util.ArrayList;
import java.util.List;

/** What a file tells people beside the bytes, in its comments. */
final class Remarks {

    private Remarks() {}

    /** About the whole file: what is not as it was. */
    static String of(Route route, Visibility visibility) {
        List<String> lines = new ArrayList<>();
        lines.add("Only WebSocket frames were recorded: TCP and the handshake are made up around them.");
        if (visibility == Visibility.REDACTED) {
            lines.add("Payloads are redacted: * stands for each byte but those of close codes.");
        }
        if (route.secure()) {
            lines.add("The connection went through TLS, which is left out: frames are in clear.");
        }
        if (WrittenRoute.movesServer(route)) {
            lines.add("The server's port, " + route.server().port() + ", is written as "
                    + new WrittenRoute(route).serverPort() + ", where clear text is not taken for a mistake.");
        }
        lines.add("Where nothing is shown as WebSocket, another protocol is known by one of the ports: set Wireshark's"
                + " preference tcp.try_heuristic_first.");
        return String.join("\n", lines);
    }

    /**
     * About a frame; empty if there is nothing to say.
     *
     * @param lost how many before it are not there
     */
    static String of(TracedFrame frame, long lost, Visibility visibility) {
        HeaderSnapshot header = frame.header();
        List<String> lines = new ArrayList<>(2);
        if (lost > 0) {
            lines.add(
                    lost == 1
                            ? "1 frame before this one was not kept"
                            : lost + " frames before this one were not kept");
        }
        long missing = header.payloadLength() - frame.payload().remaining();
        if (missing > 0 && FrameBytes.isCut(header)) {
            lines.add("the payload's last " + missing + " bytes are left out");
        } else if (missing > 0 && visibility == Visibility.SHOWN) {
            lines.add("the payload's last " + missing + " bytes were not kept: * stands for each");
        }
        return lines.isEmpty() ? "" : String.join("; ", lines);
    }
}
