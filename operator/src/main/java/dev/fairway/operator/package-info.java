/**
 * The program: {@link dev.fairway.operator.Fairway} starts it, {@code command} holds its commands.
 */
@NullMarked
package dev.fairway.operator;

import org.jspecify.annotations.NullMarked;
