package dev.fairway.core.translate;

import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;

/**
 * One claim of one Service. Compared by identity: all addresses that it names share this object.
 */
final class Claim {

  final ResolvedService service;
  final PortClaim asked;

  Claim(ResolvedService service, PortClaim asked) {
    this.service = service;
    this.asked = asked;
  }

  AddressPort port() {
    return asked.port();
  }

  Rank rank() {
    return new Rank(asked.port().isAll(), asked.treatment());
  }

  boolean wantsTheSameAs(Claim other) {
    return asked.treatment().equals(other.asked.treatment());
  }
}
