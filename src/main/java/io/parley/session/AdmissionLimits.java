package io.parley.session;

/**
 * How many connections there may be; 0 for any number.
 *
 * @param connections in all
 * @param perAddress from one address
 * @param perUser of one user, above which a further one is refused
 */
public record AdmissionLimits(int connections, int perAddress, int perUser) {}
