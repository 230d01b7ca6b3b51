/**
 * The results of syncs, written to Services as conditions, by server-side apply, and as Events.
 * Imports {@code objects}, {@code api}, {@code runtime} and fabric8's client. Start with {@link
 * dev.fairway.k8s.status.StatusPublisher}; {@link dev.fairway.k8s.status.WorkQueue} holds the order
 * and the retries, {@link dev.fairway.k8s.status.RequestPacing} how many at once, and {@link
 * dev.fairway.k8s.status.LastAppliedConditions} what counts while others write too.
 */
@NullMarked
package dev.fairway.k8s.status;

import org.jspecify.annotations.NullMarked;
