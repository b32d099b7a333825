@NullMarked
package io.parley.endpoint;

import org.jspecify.annotations.NullMarked;
