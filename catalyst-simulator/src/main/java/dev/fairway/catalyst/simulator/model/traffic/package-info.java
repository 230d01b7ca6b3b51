/**
 * The policies that controllers run, and the paths of packets by them: an independent reading of
 * lists, sequences and assemblies. Pure. Imports {@code core.net}, Jackson and the store. Start
 * with {@link dev.fairway.catalyst.simulator.model.traffic.RunningPolicy}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.traffic;

import org.jspecify.annotations.NullMarked;
