/**
 * The commands, one class each, and what they share: where input comes from, where text goes, and
 * what a mistake looks like. Imports every other package of the program; nothing imports it but the
 * main class.
 */
@NullMarked
package dev.fairway.operator.command;

import org.jspecify.annotations.NullMarked;
