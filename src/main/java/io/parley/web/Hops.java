package io.parley.web;

import io.parley.config.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the proxies of a request say, the nearest last: by {@code Forwarded} (RFC 7239), or by {@code X-Forwarded-*},
 * which no standard describes. Immutable.
 *
 * @param all one for each proxy that said something
 */
record Hops(List<Hop> all) {

    static final String FORWARDED = "Forwarded";
    static final String X_FOR = "X-Forwarded-For";
    private static final String X_PROTO = "X-Forwarded-Proto";
    private static final String X_HOST = "X-Forwarded-Host";
    private static final String X_PORT = "X-Forwarded-Port";

    /** All that are read. */
    static final List<String> HEADERS = List.of(FORWARDED, X_FOR, X_PROTO, X_HOST, X_PORT);

    /**
     * What one proxy says.
     *
     * @param readable false where it cannot be read, and with it nothing in front of it
     * @param from the address that the proxy was called from; empty where it does not tell, or hides it
     * @param proto the scheme by which it was called
     * @param host the host that it was called by, perhaps with a port
     * @param port for a host without one
     */
    record Hop(
            boolean readable,
            Optional<IpAddress> from,
            Optional<String> proto,
            Optional<String> host,
            Optional<String> port) {

        private static final Hop UNREADABLE =
                new Hop(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        private static Hop of(Map<String, String> element) {
            return new Hop(
                    true,
                    Optional.ofNullable(element.get("for")).flatMap(Hops::node),
                    Optional.ofNullable(element.get("proto")),
                    Optional.ofNullable(element.get("host")),
                    Optional.empty());
        }
    }

    static Hops forwarded(Function<String, List<String>> headers) {
        return new Hops(headers.apply(FORWARDED).stream()
                .flatMap(line -> ForwardedLine.parse(line)
                        .map(elements -> elements.stream().map(Hop::of))
                        .orElseGet(() -> Stream.of(Hop.UNREADABLE)))
                .toList());
    }

    /** The lists stand side by side where every proxy adds to each; where one has fewer elements, its first counts. */
    static Hops xForwarded(Function<String, List<String>> headers) {
        List<String> from = ListHeader.elements(headers.apply(X_FOR));
        List<String> protos = ListHeader.elements(headers.apply(X_PROTO));
        List<String> hosts = ListHeader.elements(headers.apply(X_HOST));
        List<String> ports = ListHeader.elements(headers.apply(X_PORT));
        int count = Math.max(from.size(), protos.isEmpty() && hosts.isEmpty() && ports.isEmpty() ? 0 : 1);
        List<Hop> hops = new ArrayList<>();
        for (int fromRight = count; fromRight > 0; fromRight--) {
            hops.add(new Hop(
                    true,
                    fromRight <= from.size() ? node(from.get(from.size() - fromRight)) : Optional.empty(),
                    ofRight(protos, fromRight),
                    ofRight(hosts, fromRight),
                    ofRight(ports, fromRight)));
        }
        return new Hops(hops);
    }

    private static Optional<String> ofRight(List<String> list, int fromRight) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(Math.max(0, list.size() - fromRight)));
    }

    /**
     * The address of a node (RFC 7239, section 6), with or without a port. Empty for {@code unknown}, for identifiers
     * that hide the node, and for what is none of these.
     */
    private static Optional<IpAddress> node(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            boolean good = end > 0
                    && node.substring(1, end).contains(":")
                    && node.substring(end + 1).matches("(:[A-Za-z0-9._-]+)?");
            return good ? IpAddress.parse(node.substring(1, end)) : Optional.empty();
        }
        int colon = node.indexOf(':');
        boolean port = colon >= 0 && colon == node.lastIndexOf(':');
        return IpAddress.parse(port ? node.substring(0, colon) : node);
    }
}
