/**
 * The executable definition of what intents mean for one packet: naive, slow, obviously right.
 * Everything else is compared with it. Imports {@code resolve}.
 */
@NullMarked
package dev.fairway.core.semantics;

import org.jspecify.annotations.NullMarked;
