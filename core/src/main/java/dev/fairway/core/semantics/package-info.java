/**
 * The executable definition of the meaning of intents for one packet: naive, slow, obviously right.
 * The rules of a policy are compared with it. Imports {@code resolve}.
 */
@NullMarked
package dev.fairway.core.semantics;

import org.jspecify.annotations.NullMarked;
