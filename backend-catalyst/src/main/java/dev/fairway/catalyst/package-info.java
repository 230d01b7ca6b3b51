/**
 * Cisco Catalyst SD-WAN Manager: what a rule becomes in its classic (centralized) policy, and how
 * it is read back. Pure: no request is made here. Imports the vendor contract (five packages of
 * {@code core}, and {@code spi}) and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.PolicyCodec}; {@link dev.fairway.catalyst.ScopeCodec} says where its rules
 * hold.
 */
@NullMarked
package dev.fairway.catalyst;

import org.jspecify.annotations.NullMarked;
