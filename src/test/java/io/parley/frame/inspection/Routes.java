package io.parley.frame.inspection;

/** Where connections of tests go. */
public final class Routes {

    /** Some connection. */
    public static final Route ANY =
            new Route(new Endpoint("192.0.2.1", 49152), new Endpoint("192.0.2.2", 8080), false, "/chat");

    private Routes() {}
}
