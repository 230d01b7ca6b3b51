/**
 * What a Manager's database holds: lists, definitions and centralized policies, and who refers to
 * whom. No rules about requests. Imports Jackson. Start with {@link
 * dev.fairway.catalyst.simulator.model.store.ManagerDatabase}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.store;

import org.jspecify.annotations.NullMarked;
