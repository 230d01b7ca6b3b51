/**
 * Holds back a plan that would take too much away at once: most such plans come from something that
 * was not seen, not from something that is gone. Pure. Imports {@code core} only. Start with {@link
 * dev.fairway.runtime.safety.SafetyGate}.
 */
@NullMarked
package dev.fairway.runtime.safety;

import org.jspecify.annotations.NullMarked;
