package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is looked at in an upgrade request (RFC 6455, section 4.1).
 *
 * @param method of the request
 * @param version of HTTP, as in {@code HTTP/1.1}
 * @param target what was asked for
 * @param headers all values of a header
 * @param principal the name of the container's principal
 */
record Handshake(
        String method,
        String version,
        Target target,
        Function<String, List<String>> headers,
        Optional<String> principal) {

    /**
     * What was asked for. The request's own parameters are not looked at: some containers decode them wrongly, and all
     * read the body for them, on the thread that asks.
     *
     * @param server scheme and authority that the client has called, as it came
     * @param uri path and query as they came
     * @param rawPath below the context path
     * @param rawQuery without the question mark
     */
    record Target(String server, String uri, String rawPath, Optional<String> rawQuery) {

        static Target of(HttpServletRequest request, String server) {
            String path = request.getRequestURI();
            Optional<String> query = Optional.ofNullable(request.getQueryString());
            String context = request.getContextPath();
            return new Target(
                    server,
                    path + query.map(text -> "?" + text).orElse(""),
                    path.startsWith(context) ? path.substring(context.length()) : path,
                    query);
        }
    }

    static Handshake of(HttpServletRequest request, String server) {
        return new Handshake(
                request.getMethod(),
                request.getProtocol(),
                Target.of(request, server),
                headers(request),
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName));
    }

    /** Most that are asked for are not there. */
    static Function<String, List<String>> headers(HttpServletRequest request) {
        return name -> {
            Enumeration<String> values = request.getHeaders(name);
            return values.hasMoreElements() ? Collections.list(values) : List.of();
        };
    }

    boolean isUpgrade() {
        return !headers.apply("Upgrade").isEmpty();
    }

    boolean isHttp11() {
        return version.equals("HTTP/1.1");
    }

    /** The elements of a header that is a list. */
    List<String> elements(String header) {
        return ListHeader.elements(headers.apply(header));
    }

    boolean lists(String header, String element) {
        for (String listed : elements(header)) {
            if (listed.equalsIgnoreCase(element)) {
                return true;
            }
        }
        return false;
    }

    /** The only value of a header; empty where there is none, or more than one. */
    Optional<String> only(String header) {
        List<String> values = headers.apply(header);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
