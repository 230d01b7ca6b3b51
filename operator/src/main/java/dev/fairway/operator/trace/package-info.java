/**
 * The resolution of a typed query into the packet that it means. Pure; imports core values only.
 * Start with {@link dev.fairway.operator.trace.PacketQuery}.
 */
@NullMarked
package dev.fairway.operator.trace;

import org.jspecify.annotations.NullMarked;
