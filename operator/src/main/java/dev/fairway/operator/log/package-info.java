/**
 * The logging of the running operator: lines of text, or one JSON object a line. The other commands
 * keep what {@code logback.xml} says. Imports {@code settings} and Logback. Start with {@link
 * dev.fairway.operator.log.LoggingConfiguration}.
 */
@NullMarked
package dev.fairway.operator.log;

import org.jspecify.annotations.NullMarked;
