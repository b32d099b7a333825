package io.parley.web.admin;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Every change is logged, with who made it; and so is whose words somebody was shown. */
final class Changes {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    private static final int MOST_CHARS = 400;

    private Changes() {}

    /** Who asks, in words that fit a line of a log. */
    static String who(@Nullable Principal principal) {
        return principal == null ? "nobody" : plain(String.valueOf(principal.getName()));
    }

    /** Somebody has done something. */
    static void log(String who, String what) {
        LOG.log(System.Logger.Level.INFO, "Administrator {0}: {1}", who, plain(what));
    }

    /** Nothing that ends a line, or turns its direction. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(MOST_CHARS).forEach(point -> {
            boolean shown = !Character.isISOControl(point)
                    && Character.getType(point) != Character.FORMAT
                    && Character.getType(point) != Character.LINE_SEPARATOR
                    && Character.getType(point) != Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(shown ? point : '?');
        });
        return plain.toString();
    }
}
