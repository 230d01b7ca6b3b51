/**
 * The control loop: syncs after a change, from time to time, and after a failure, with exponential
 * backoff. Owns the only clock. Imports {@code runtime}. Start with {@link
 * dev.fairway.runtime.loop.SyncLoop}.
 */
@NullMarked
package dev.fairway.runtime.loop;

import org.jspecify.annotations.NullMarked;
