/**
 * The reading of a Manager: the inventory, the policy objects, which of them are Fairway's, the
 * rules in force, where rules may go. Imports {@link dev.fairway.catalyst.client}, {@link
 * dev.fairway.catalyst.codec} and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.snapshot.PolicySnapshot}.
 */
@NullMarked
package dev.fairway.catalyst.snapshot;

import org.jspecify.annotations.NullMarked;
