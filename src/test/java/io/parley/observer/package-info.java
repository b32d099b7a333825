@NullMarked
package io.parley.observer;

import org.jspecify.annotations.NullMarked;
