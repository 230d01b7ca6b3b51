/**
 * From what a person types about a packet to the packet. Pure; imports core values only. Start with
 * {@link dev.fairway.operator.trace.PacketQuery}.
 */
@NullMarked
package dev.fairway.operator.trace;

import org.jspecify.annotations.NullMarked;
