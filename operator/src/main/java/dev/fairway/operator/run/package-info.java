/**
 * The running operator: how it finds its cluster, what it may do there, who leads, how it is, and
 * how it begins and ends. Imports every other package of the program but {@code command}, and
 * fabric8's client. Start with {@link dev.fairway.operator.run.Operator}.
 */
@NullMarked
package dev.fairway.operator.run;

import org.jspecify.annotations.NullMarked;
