package io.parley.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word is taken for where a request comes from. Networks are in the notation of RFC 4632, section
 * 3.1; an address is a network of one.
 *
 * @param networks where they are
 */
public record TrustedProxies(List<Network> networks) {

    /** The default: nobody's word is taken. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /**
     * A network.
     *
     * @param address its first address
     * @param prefixBits the length of its prefix
     */
    public record Network(IpAddress address, int prefixBits) {

        /**
         * Checks that nothing is set behind the prefix: who writes so means something else.
         *
         * @param address its first address
         * @param prefixBits the length of its prefix
         * @throws IllegalArgumentException if it is no network
         */
        public Network {
            if (prefixBits < 0
                    || prefixBits > address.bits()
                    || !address.network(prefixBits).equals(address)) {
                throw new IllegalArgumentException("no network: " + address + "/" + prefixBits);
            }
        }

        private boolean holds(IpAddress other) {
            return other.bits() == address.bits() && other.network(prefixBits).equals(address);
        }
    }

    /**
     * Copies the list.
     *
     * @param networks where they are
     */
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads a list. No name is ever looked up.
     *
     * @param text addresses or networks, such as {@code 10.0.0.0/8}, separated by commas
     * @return the proxies, or empty where an entry is neither
     */
    public static Optional<TrustedProxies> parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            Optional<Network> network = network(entry.strip());
            if (network.isEmpty()) {
                return Optional.empty();
            }
            networks.add(network.get());
        }
        return Optional.of(new TrustedProxies(networks));
    }

    private static Optional<Network> network(String entry) {
        int slash = entry.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? entry : entry.substring(0, slash));
        if (address.isEmpty() || entry.indexOf('%') >= 0) {
            return Optional.empty();
        }
        String prefix = slash < 0 ? Integer.toString(address.get().bits()) : entry.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Network(address.get(), Integer.parseInt(prefix)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether somebody's word is taken.
     *
     * @param address who says it
     * @return true for the proxies of the list
     */
    public boolean trusts(IpAddress address) {
        return networks.stream().anyMatch(network -> network.holds(address));
    }
}
