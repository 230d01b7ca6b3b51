/**
 * Values of IP networking: addresses, ports, protocols, packet headers. Imports nothing of Fairway.
 * Start with {@link dev.fairway.core.net.PrefixSet} and {@link dev.fairway.core.net.Flow}.
 */
@NullMarked
package dev.fairway.core.net;

import org.jspecify.annotations.NullMarked;
