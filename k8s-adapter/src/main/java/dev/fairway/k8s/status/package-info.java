/**
 * The results of syncs, written to Services as conditions, by server-side apply, and as Events.
 * Imports {@code objects}, {@code api}, {@code runtime} and fabric8's client. Start with {@link
 * dev.fairway.k8s.status.StatusPublisher}; {@link dev.fairway.k8s.status.WorkQueue} holds the rate
 * limit and the retries.
 */
@NullMarked
package dev.fairway.k8s.status;

import org.jspecify.annotations.NullMarked;
