/**
 * The translation of claims into rules, in stages: the owner of each port of an address, groups of
 * addresses with the same owned ports, rules in both directions and in order, fitted to the limits
 * of the target. Imports {@code resolve}. Start with {@link dev.fairway.core.translate.Translator}.
 */
@NullMarked
package dev.fairway.core.translate;

import org.jspecify.annotations.NullMarked;
