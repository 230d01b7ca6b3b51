/**
 * The fabric at the beginning of a test: sites, edges, controllers, and the objects of the
 * administrator. Values only; imports Jackson. Start with {@link
 * dev.fairway.catalyst.simulator.model.fabric.FabricSeed}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.fabric;

import org.jspecify.annotations.NullMarked;
