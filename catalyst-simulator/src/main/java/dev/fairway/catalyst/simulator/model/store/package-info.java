/**
 * The database of a Manager: lists, definitions and centralized policies, and the references
 * between them. No rules about requests. Imports Jackson. Start with {@link
 * dev.fairway.catalyst.simulator.model.store.ManagerDatabase}.
 */
@NullMarked
package dev.fairway.catalyst.simulator.model.store;

import org.jspecify.annotations.NullMarked;
