/**
 * The changes of policy on a Manager: from a plan to the draft of what has to be written (pure:
 * {@link dev.fairway.catalyst.change.ChangeDraft}), and the transaction that writes it under a
 * change lock, with one edit and one push, and leaves nothing half done ({@link
 * dev.fairway.catalyst.change.ChangeTransaction}). Imports {@link dev.fairway.catalyst.snapshot},
 * {@link dev.fairway.catalyst.client}, {@link dev.fairway.catalyst.codec} and {@link
 * dev.fairway.catalyst.wire}. Start with {@link dev.fairway.catalyst.change.PolicyChange}.
 */
@NullMarked
package dev.fairway.catalyst.change;

import org.jspecify.annotations.NullMarked;
