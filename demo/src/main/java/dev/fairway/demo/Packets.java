package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packets that a client at another site sends to pods. */
final class Packets {

  /** The first port of the range that clients send from (RFC 6335 section 6). */
  private static final int CLIENT_PORT = 49_152;

  /** A port to knock at where every port is meant. */
  private static final int SOME_PORT = 80;

  private final AddressAllocator addresses;

  Packets(AddressAllocator addresses) {
    this.addresses = addresses;
  }

  /** A packet to the first pod that has a tuple that the Service claims; empty: it claims none. */
  Optional<Flow> toClaimOf(ResolvedService service) {
    return service.claims().stream().flatMap(claim -> to(claim).stream()).findFirst();
  }

  /** A packet to each IPv4 address that is claimed with the port. */
  List<Flow> to(PortClaim claim) {
    List<Flow> flows = new ArrayList<>();
    for (ClaimedAddress claimed : claim.addresses()) {
      if (claimed.address().family() == IpFamily.IPV4) {
        flows.add(to(claimed.address(), claim.port()));
      }
    }
    return flows;
  }

  /** A packet to the first pod behind the first port that has a number. */
  Optional<Flow> to(ServiceState service) {
    for (ServiceEndpoints behind : service.endpoints()) {
      for (Endpoint endpoint : behind.endpoints()) {
        if (behind.port().isPresent()
            && endpoint.state().holdsAddress()
            && endpoint.address().family() == IpFamily.IPV4) {
          AddressPort port =
              AddressPort.of(behind.protocol().orElseThrow(), behind.port().getAsInt());
          return Optional.of(to(endpoint.address(), port));
        }
      }
    }
    return Optional.empty();
  }

  private Flow to(IpPrefix pod, AddressPort port) {
    return new Flow(
        Segment.DEFAULT,
        addresses.clientOutside(addresses.siteOf(pod)),
        pod,
        port.protocol().orElse(IpProtocol.TCP),
        CLIENT_PORT,
        port.isAll() ? SOME_PORT : port.port());
  }
}
