/**
 * The settings, each with its unit and bounds, read once.
 *
 * <p>Imports {@code protocol} and {@code java.*}; where the values come from is a port.
 */
@NullMarked
package io.parley.config;

import org.jspecify.annotations.NullMarked;
