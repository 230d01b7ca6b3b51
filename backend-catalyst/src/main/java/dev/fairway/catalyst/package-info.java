/**
 * The backend for Cisco Catalyst SD-WAN Manager: its settings, and what ties reading and changing
 * together for the host. Imports all packages below it; none of them imports this one. Start with
 * {@link dev.fairway.catalyst.CatalystBackendProvider}.
 */
@NullMarked
package dev.fairway.catalyst;

import org.jspecify.annotations.NullMarked;
