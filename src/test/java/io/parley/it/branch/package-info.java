/** Another application on the chat's server, which has nothing of Parley but the client's part. */
@NullMarked
package io.parley.it.branch;

import org.jspecify.annotations.NullMarked;
