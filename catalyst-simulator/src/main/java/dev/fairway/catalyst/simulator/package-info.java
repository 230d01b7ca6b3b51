/**
 * A simulated Catalyst SD-WAN Manager for tests and demos: HTTPS, sessions, rate limits and fault
 * injection, in front of {@link dev.fairway.catalyst.simulator.model}. It is not the product: each
 * behaviour carries how well it is known. Knows nothing of Fairway's backend. Start with {@link
 * dev.fairway.catalyst.simulator.CatalystSimulator}.
 */
@NullMarked
package dev.fairway.catalyst.simulator;

import org.jspecify.annotations.NullMarked;
