/**
 * Passes again and again: when something changed, when it is time, when the last one failed. Owns
 * the only clock. Imports {@code runtime}. Start with {@link dev.fairway.runtime.loop.SyncLoop}.
 */
@NullMarked
package dev.fairway.runtime.loop;

import org.jspecify.annotations.NullMarked;
