package io.parley.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of IPv4 or IPv6, read from text without asking any name service. An IPv4 address that is written as one of
 * IPv6 (RFC 4291, section 2.5.5.2) is the IPv4 address; a zone (RFC 4007, section 11) is left aside.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param value the address as a number
 */
public record IpAddress(int bits, BigInteger value) {

    private static final int V4_BITS = 32;

    /** The part of an IPv6 address that names a network (RFC 4291, section 2.5.1); the rest, a host chooses at will. */
    private static final int V6_NETWORK_BITS = 64;

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /** What looks like one; the JDK, which decides, never takes such a text for a name. */
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private static final int MAX_CHARS = 100;

    /**
     * Reads an address.
     *
     * @param text any text, such as {@code 192.0.2.1} or {@code 2001:db8::1}, without brackets
     * @return the address, or empty where the text is none
     */
    public static Optional<IpAddress> parse(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 || text.indexOf(':') < 0 ? text : text.substring(0, zone);
        if (literal.length() > MAX_CHARS
                || !(V4.matcher(literal).matches() || V6.matcher(literal).matches())) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(literal).getAddress();
            return Optional.of(new IpAddress(address.length * Byte.SIZE, new BigInteger(1, address)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * The network that it lies in.
     *
     * @param prefixBits the length of the network's prefix, from 0 to {@link #bits}
     * @return this address with nothing behind the prefix
     */
    public IpAddress network(int prefixBits) {
        int host = bits - prefixBits;
        return new IpAddress(bits, value.shiftRight(host).shiftLeft(host));
    }

    /**
     * What one caller is counted by: an IPv4 address, or the first 64 bits of one of IPv6. Every host of an IPv6
     * network has all the addresses behind that prefix to itself (RFC 7421, section 2), so that who would be counted by
     * the whole address is not counted at all.
     *
     * @return the address as text, or the network
     */
    public String counted() {
        return bits == V4_BITS ? toString() : network(V6_NETWORK_BITS) + "/" + V6_NETWORK_BITS;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        byte[] address = new byte[bits / Byte.SIZE];
        byte[] number = value.toByteArray();
        int length = Math.min(number.length, address.length);
        System.arraycopy(number, number.length - length, address, address.length - length, length);
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
