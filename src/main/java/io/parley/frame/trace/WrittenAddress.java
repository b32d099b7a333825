package io.parley.frame.trace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** An address as a capture has it, of either version of IP. Never asks anybody for a name. Any thread may use it. */
final class WrittenAddress {

    static final int V4_BYTES = 4;
    static final int V6_BYTES = 16;

    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final WrittenAddress UNKNOWN = new WrittenAddress("0.0.0.0", new byte[V4_BYTES]);

    private final String host;
    private final byte[] bytes;

    private WrittenAddress(String host, byte[] bytes) {
        this.host = host;
        this.bytes = bytes;
    }

    /** What a literal says, without brackets and zone; 0.0.0.0 for anything else. */
    static WrittenAddress of(String literal) {
        String plain = literal.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("%.*$", "");
        if (V4.matcher(plain).matches()) {
            return v4(plain);
        }
        return V6.matcher(plain).matches() ? v6('[' + plain + ']') : UNKNOWN;
    }

    private static WrittenAddress v4(String plain) {
        byte[] bytes = new byte[V4_BYTES];
        int i = 0;
        for (String number : plain.split("\\.", -1)) {
            int value = Integer.parseInt(number);
            if (value > 0xFF) {
                return UNKNOWN;
            }
            bytes[i++] = (byte) value;
        }
        return new WrittenAddress(plain, bytes);
    }

    /** The brackets make sure that it is taken for a literal, whatever is wrong with it. */
    private static WrittenAddress v6(String bracketed) {
        try {
            return new WrittenAddress(bracketed, InetAddress.getAllByName(bracketed)[0].getAddress());
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    /** As it stands before a port (RFC 3986, section 3.2.2). */
    String host() {
        return host;
    }

    boolean isV6() {
        return bytes.length == V6_BYTES;
    }

    /** All its bytes; as an IPv6 address where that is wanted (RFC 4291, section 2.5.5.2). */
    byte[] bytes(boolean asV6) {
        if (!asV6 || isV6()) {
            return bytes.clone();
        }
        return ByteBuffer.allocate(V6_BYTES)
                .putShort(V6_BYTES - V4_BYTES - Short.BYTES, (short) 0xFFFF)
                .put(V6_BYTES - V4_BYTES, bytes)
                .array();
    }
}
