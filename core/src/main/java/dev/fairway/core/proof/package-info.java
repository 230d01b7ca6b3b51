/**
 * The proof that a policy treats every packet as {@code semantics} defines, by one packet of every
 * equivalence class. Imports {@code semantics} and {@code policy}; no other package imports it.
 */
@NullMarked
package dev.fairway.core.proof;

import org.jspecify.annotations.NullMarked;
