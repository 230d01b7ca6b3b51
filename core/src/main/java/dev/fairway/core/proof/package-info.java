/**
 * Does a policy do, for every packet, exactly what {@code semantics} says? Imports {@code
 * semantics} and {@code policy}; nothing imports it but those who ask.
 */
@NullMarked
package dev.fairway.core.proof;

import org.jspecify.annotations.NullMarked;
