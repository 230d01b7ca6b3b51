/**
 * The command line: one class a command, and what they share: options, output and problems. Imports
 * every other package of the program; nothing imports it but main classes.
 */
@NullMarked
package dev.fairway.operator.command;

import org.jspecify.annotations.NullMarked;
