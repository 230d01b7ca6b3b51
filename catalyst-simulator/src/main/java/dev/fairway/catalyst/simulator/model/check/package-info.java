/**
 * What a Manager refuses: pure checks of JSON bodies, each throwing {@link
 * dev.fairway.catalyst.simulator.model.check.ManagerRefusal} with a sentence. Imports Jackson and
 * {@code core.net}. Start with {@link dev.fairway.catalyst.simulator.model.check.BodyCheck}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.check;

import org.jspecify.annotations.NullMarked;
