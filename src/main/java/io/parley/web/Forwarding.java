package io.parley.web;

import io.parley.config.IpAddress;
import io.parley.config.Origin;
import io.parley.config.TrustedProxies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the client behind trusted proxies. From the peer of the socket on, each proxy that is trusted is believed about
 * who called it; the first that is not trusted is the client. Where a trusted proxy hides or misspells who called it,
 * the proxy itself stands for all of them. May be used by any thread.
 */
final class Forwarding {

    private static final System.Logger LOG = System.getLogger("io.parley.web");

    /** A stranger who sends such a header does not use up the only warning. */
    private static final int MOST_TOLD = 8;

    /** All values of one header together, in characters. A chain of proxies is short; what is longer is not read. */
    private static final int LONGEST = 8192;

    private final TrustedProxies proxies;
    private final Consumer<IpAddress> onUntrusted;
    private final Set<IpAddress> untrusted = ConcurrentHashMap.newKeySet();

    /**
     * What a request says of itself.
     *
     * @param peer the address of the socket's other end
     * @param scheme by which this server was called
     * @param authority as its Host header has it
     * @param headers all values of a header
     */
    record Request(String peer, String scheme, String authority, Function<String, List<String>> headers) {

        private boolean isForwarded() {
            return !headers.apply(Hops.FORWARDED).isEmpty()
                    || !headers.apply(Hops.X_FOR).isEmpty();
        }

        private boolean isTooLong() {
            return Hops.HEADERS.stream()
                    .anyMatch(name -> headers.apply(name).stream()
                                    .mapToInt(String::length)
                                    .sum()
                            > LONGEST);
        }
    }

    /** How far the proxies are believed: the client, and of each other thing what the outermost that tells it says. */
    private record Trail(IpAddress client, Optional<String> proto, Optional<String> host, Optional<String> port) {

        private boolean tellsServer() {
            return proto.isPresent() || host.isPresent() || port.isPresent();
        }
    }

    Forwarding(TrustedProxies proxies) {
        this(
                proxies,
                address -> LOG.log(
                        System.Logger.Level.WARNING,
                        "requests from {0} carry Forwarded or X-Forwarded-For, but parley.proxies does not list it: if it"
                                + " is a proxy, everybody behind it shares one address, and its limits",
                        address));
    }

    /** With what is done, once for each of the first few, when a proxy is not trusted. */
    Forwarding(TrustedProxies proxies, Consumer<IpAddress> onUntrusted) {
        this.proxies = proxies;
        this.onUntrusted = onUntrusted;
    }

    /** The client; empty where trusted proxies pass on what is malformed, or contradicts itself. */
    Optional<Client> client(Request request) {
        Optional<IpAddress> peer = IpAddress.parse(request.peer());
        if (peer.isEmpty() || !proxies.trusts(peer.get())) {
            peer.ifPresent(address -> noticeUntrusted(address, request));
            return Optional.of(direct(request, peer));
        }
        if (request.isTooLong()) {
            return Optional.empty();
        }
        Hops forwarded = Hops.forwarded(request.headers());
        Hops xForwarded = Hops.xForwarded(request.headers());
        if (forwarded.all().isEmpty()) {
            return trail(peer.get(), xForwarded).flatMap(trail -> seen(request, trail));
        }
        Optional<Trail> trail = trail(peer.get(), forwarded);
        boolean agree = request.headers().apply(Hops.X_FOR).isEmpty()
                || trail.map(Trail::client).equals(trail(peer.get(), xForwarded).map(Trail::client));
        return trail.filter(found -> agree).flatMap(found -> seen(request, found));
    }

    private static Client direct(Request request, Optional<IpAddress> peer) {
        String server = request.scheme() + "://" + request.authority();
        return peer.map(address -> new Client(address.toString(), address.counted(), server))
                .orElseGet(() -> new Client(request.peer(), request.peer(), server));
    }

    /** Empty where it leads to what cannot be read. */
    private Optional<Trail> trail(IpAddress peer, Hops hops) {
        Trail trail = new Trail(peer, Optional.empty(), Optional.empty(), Optional.empty());
        for (int i = hops.all().size() - 1; i >= 0 && proxies.trusts(trail.client()); i--) {
            Hops.Hop hop = hops.all().get(i);
            if (!hop.readable()) {
                return Optional.empty();
            }
            trail = new Trail(
                    hop.from().orElse(trail.client()),
                    first(hop.proto(), trail.proto()),
                    first(hop.host(), trail.host()),
                    first(hop.port(), trail.port()));
            if (hop.from().isEmpty()) {
                break;
            }
        }
        return Optional.of(trail);
    }

    private static Optional<String> first(Optional<String> told, Optional<String> toldBefore) {
        return told.isPresent() ? told : toldBefore;
    }

    private static Optional<Client> seen(Request request, Trail trail) {
        Optional<String> scheme = trail.proto().isEmpty()
                ? Optional.of(request.scheme())
                : trail.proto().flatMap(Forwarding::scheme);
        String authority = withPort(trail.host().orElse(request.authority()), trail.port());
        String server = scheme.map(name -> name + "://" + authority).orElse("");
        return trail.tellsServer() && Origin.parse(server).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Client(trail.client().toString(), trail.client().counted(), server));
    }

    private static String withPort(String host, Optional<String> port) {
        boolean hasPort = host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        return hasPort ? host : host + port.map(number -> ":" + number).orElse("");
    }

    /** Some proxies tell of WebSocket by its own schemes. */
    private static Optional<String> scheme(String proto) {
        return switch (proto.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> Optional.of("http");
            case "https", "wss" -> Optional.of("https");
            default -> Optional.empty();
        };
    }

    /** A container that has believed the headers itself shows the client as the peer: then there is nothing to say. */
    private void noticeUntrusted(IpAddress peer, Request request) {
        if (untrusted.size() >= MOST_TOLD || untrusted.contains(peer) || !request.isForwarded()) {
            return;
        }
        boolean known = !request.isTooLong()
                && Stream.of(Hops.forwarded(request.headers()), Hops.xForwarded(request.headers()))
                        .flatMap(hops -> hops.all().stream())
                        .anyMatch(hop -> hop.from().equals(Optional.of(peer)));
        if (!known && untrusted.add(peer)) {
            onUntrusted.accept(peer);
        }
    }
}
