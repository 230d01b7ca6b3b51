/**
 * Writing: from a plan to what has to stand on the Manager (pure: {@link
 * dev.fairway.catalyst.change.ChangeDraft}), and the protocol that brings it there without a gap
 * and leaves nothing half done ({@link dev.fairway.catalyst.change.PolicyChange}). Imports {@link
 * dev.fairway.catalyst.snapshot}, {@link dev.fairway.catalyst.client}, {@link
 * dev.fairway.catalyst.codec} and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.change.PolicyChange}.
 */
@NullMarked
package dev.fairway.catalyst.change;

import org.jspecify.annotations.NullMarked;
