/** What is added to the WAR so that the benchmark may begin and end traces. */
@NullMarked
package io.parley.bench.load.traced;

import org.jspecify.annotations.NullMarked;
