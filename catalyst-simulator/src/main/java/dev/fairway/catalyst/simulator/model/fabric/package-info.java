/**
 * What a fabric is made of when a test begins: sites, edges, controllers, and what people have
 * written into the Manager before. Values only; imports Jackson. Start with {@link
 * dev.fairway.catalyst.simulator.model.fabric.FabricSeed}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.fabric;

import org.jspecify.annotations.NullMarked;
