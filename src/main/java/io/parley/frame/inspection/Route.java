package io.parley.frame.inspection;

/**
 * Where a connection goes. Any thread may use it.
 *
 * @param client who opened it
 * @param server whom it reached
 * @param secure whether it went through TLS
 * @param path the request's URI without its query, as it was sent
 */
public record Route(Endpoint client, Endpoint server, boolean secure, String path) {}
