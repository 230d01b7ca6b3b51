/**
 * The running operator: access to its cluster, preflight checks, leader election, health, and the
 * start and end of the process. Imports every other package of the program but {@code command}, and
 * fabric8's client. Start with {@link dev.fairway.operator.run.Operator}.
 */
@NullMarked
package dev.fairway.operator.run;

import org.jspecify.annotations.NullMarked;
