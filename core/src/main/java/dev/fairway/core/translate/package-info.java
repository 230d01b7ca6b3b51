/**
 * From claims to rules, in stages: give each tuple its owner, group addresses by what they still
 * own, merge equal treatments, build both directions, order, fit the limits. Imports {@code
 * resolve}. Start with {@link dev.fairway.core.translate.Translator}.
 */
@NullMarked
package dev.fairway.core.translate;

import org.jspecify.annotations.NullMarked;
