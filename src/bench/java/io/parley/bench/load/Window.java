package io.parley.bench.load;

import java.time.Duration;

/**
 * How long people speak.
 *
 * @param warmUp before anything is measured
 * @param measured then
 */
record Window(Duration warmUp, Duration measured) {}
