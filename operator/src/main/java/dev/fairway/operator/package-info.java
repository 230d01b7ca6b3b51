/**
 * The program: {@link dev.fairway.operator.Fairway} starts it, {@code command} holds what a person
 * can type.
 */
@NullMarked
package dev.fairway.operator;

import org.jspecify.annotations.NullMarked;
