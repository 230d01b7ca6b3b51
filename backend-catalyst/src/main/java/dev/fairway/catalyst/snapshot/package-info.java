/**
 * What a Manager holds and what it means: inventory, the active policy, the containers of Fairway,
 * where rules may go. Only reads. Imports {@link dev.fairway.catalyst.client}, {@link
 * dev.fairway.catalyst.codec} and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.snapshot.PolicySnapshot}.
 */
@NullMarked
package dev.fairway.catalyst.snapshot;

import org.jspecify.annotations.NullMarked;
