/** Mistakes that an application can make with Parley, each in a class that a deployment is to be refused for. */
@NullMarked
package io.parley.it.wrong;

import org.jspecify.annotations.NullMarked;
