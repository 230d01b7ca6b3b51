package dev.fairway.runtime.safety;

import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.resolve.AddressPort;

/**
 * A part of a port group, and the addresses for which no rule covers it.
 *
 * @param group the group it is a part of
 * @param ports the part: ports that every rule and every claim treats alike
 * @param addresses not empty
 */
record UncoveredPorts(AddressPortGroup group, PortRange ports, PrefixSet addresses) {

  /** True where that kind and port are missing, if the address is among these. */
  boolean holds(AddressPortGroup.Kind kind, AddressPort port) {
    return group.kind().equals(kind) && (port.isAll() || ports.contains(port.port()));
  }
}
