/**
 * Holds back what would take policy from addresses, or give it to many, without a reason that was
 * seen: endpoints and rules stay for a time, and nobody else waits. Pure but for {@link
 * dev.fairway.runtime.safety.SafetyHistory}, which holds the state between syncs. Imports {@code
 * core} only. Start there.
 */
@NullMarked
package dev.fairway.runtime.safety;

import org.jspecify.annotations.NullMarked;
