/** An application with a database of its own, which says in rooms what its transactions have made true. */
@NullMarked
package io.parley.it.ledger;

import org.jspecify.annotations.NullMarked;
