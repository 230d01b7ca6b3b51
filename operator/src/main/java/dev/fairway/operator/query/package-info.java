/**
 * Answers to questions about a Service or a packet, out of what one pass planned and reported. It
 * does not matter whether the pass was made over files or over a living cluster. Imports {@code
 * document}, {@code trace}, core and runtime; reads and writes nothing. Start with {@link
 * dev.fairway.operator.query.QueryService}.
 */
@NullMarked
package dev.fairway.operator.query;

import org.jspecify.annotations.NullMarked;
