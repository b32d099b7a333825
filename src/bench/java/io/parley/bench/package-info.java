/** What frames and events cost in time and memory, measured by JMH: {@code mvn test -Pbench}. */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
