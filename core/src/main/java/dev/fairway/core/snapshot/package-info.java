/**
 * Snapshots of clusters: the values that every decision is made from. Imports {@code intent} and
 * {@code endpoint}. Start with {@link dev.fairway.core.snapshot.FleetSnapshot}.
 */
@NullMarked
package dev.fairway.core.snapshot;

import org.jspecify.annotations.NullMarked;
