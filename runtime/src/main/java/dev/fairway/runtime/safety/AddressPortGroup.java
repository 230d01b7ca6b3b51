package dev.fairway.runtime.safety;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of ports of addresses that rules of one or more treatments take.
 *
 * @param kind segment, family and protocol
 * @param ports the ports; every port where the rule names none
 */
record AddressPortGroup(Kind kind, PortSet ports) {

  private static final PortSet EVERY_PORT = new PortSet(List.of(new PortRange(0, 65_535)));

  /**
   * The kind of addresses and ports that are compared.
   *
   * @param protocol absent: all ports of every protocol
   */
  record Kind(Segment segment, IpFamily family, Optional<IpProtocol> protocol) {

    static Kind of(ClaimedAddress claimed, AddressPort port) {
      return new Kind(claimed.segment(), claimed.address().family(), port.protocol());
    }

    /** The same for every protocol: what a rule without a protocol covers. */
    Kind ofAnyProtocol() {
      return new Kind(segment, family, Optional.empty());
    }
  }

  static AddressPortGroup of(PathRule rule) {
    return new AddressPortGroup(
        new Kind(rule.scope().segment(), rule.match().family(), rule.protocol()),
        rule.servicePorts().orElse(EVERY_PORT));
  }

  /** The groups of all rules towards a service, each with its addresses, in the rules' order. */
  static Map<AddressPortGroup, PrefixSet> takenBy(List<PathRule> rules) {
    Map<AddressPortGroup, PrefixSet> groups = new LinkedHashMap<>();
    for (PathRule rule : rules) {
      if (rule.direction() == Direction.TO_SERVICE) {
        groups.merge(of(rule), rule.serviceAddresses(), PrefixSet::union);
      }
    }
    return groups;
  }

  /** True where that kind and port belong to this group, if the address does. */
  boolean holds(Kind other, AddressPort port) {
    return kind.equals(other) && (port.isAll() || ports.contains(port.port()));
  }
}
