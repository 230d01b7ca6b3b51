/**
 * What a rule becomes in the classic (centralized) policy of a Catalyst SD-WAN Manager, and how it
 * is read back. Pure: no request is made here. Imports the vendor contract (five packages of {@code
 * core}, and {@code spi}) and {@link dev.fairway.catalyst.wire}. Start with {@link
 * dev.fairway.catalyst.codec.PolicyCodec}; {@link dev.fairway.catalyst.codec.ScopeCodec} says where
 * its rules hold.
 */
@NullMarked
package dev.fairway.catalyst.codec;

import org.jspecify.annotations.NullMarked;
