/** Tests of the web edge, without a server. */
@NullMarked
package io.parley.web;

import org.jspecify.annotations.NullMarked;
