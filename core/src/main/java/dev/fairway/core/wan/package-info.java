/**
 * Sites, edges, transports, tunnels, networks: the WAN as its controller describes it. Imports
 * {@code net}. Start with {@link dev.fairway.core.wan.WanInventory}.
 */
@NullMarked
package dev.fairway.core.wan;

import org.jspecify.annotations.NullMarked;
