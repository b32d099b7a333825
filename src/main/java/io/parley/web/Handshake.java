package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
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
     * What was asked for.
     *
     * @param scheme of the server, as the client sees it
     * @param rawPath as it came
     * @param path decoded, below the context path
     * @param name the parameter {@code name}
     */
    record Target(String scheme, String rawPath, String path, Optional<String> name) {}

    static Handshake of(HttpServletRequest request) {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        Target target = new Target(
                request.getScheme(), request.getRequestURI(), path, Optional.ofNullable(request.getParameter("name")));
        return new Handshake(
                request.getMethod(),
                request.getProtocol(),
                target,
                name -> Collections.list(request.getHeaders(name)),
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName));
    }

    /** The elements of a header that is a list (RFC 9110, section 5.6.1). */
    List<String> elements(String header) {
        return headers.apply(header).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    boolean lists(String header, String element) {
        return elements(header).stream().anyMatch(element::equalsIgnoreCase);
    }

    /** The only value of a header; empty where there is none, or more than one. */
    Optional<String> only(String header) {
        List<String> values = headers.apply(header);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
