/** The conduits without a server: their neighbours are fakes. */
@NullMarked
package io.parley.container.undertow;

import org.jspecify.annotations.NullMarked;
