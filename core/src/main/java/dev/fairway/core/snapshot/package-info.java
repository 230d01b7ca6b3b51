/**
 * Clusters at one moment: everything that is decided is decided from these values. Imports {@code
 * intent} and {@code endpoint}. Start with {@link dev.fairway.core.snapshot.FleetSnapshot}.
 */
@NullMarked
package dev.fairway.core.snapshot;

import org.jspecify.annotations.NullMarked;
