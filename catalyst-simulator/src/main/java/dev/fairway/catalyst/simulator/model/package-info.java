/**
 * What a Manager does with requests, without any HTTP: its database, what the controllers run,
 * locks, tasks, and which way a packet takes. Imports Jackson and {@code core.net}. Start with
 * {@link dev.fairway.catalyst.simulator.model.SimulatedManager}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model;

import org.jspecify.annotations.NullMarked;
