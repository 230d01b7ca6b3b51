package dev.fairway.core.translate;

import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;

/**
 * One claim of one Service, where its endpoints live, or where they are ending. Compared by
 * identity: all these addresses share this object.
 */
final class Claim {

  final ResolvedService service;
  final PortClaim declared;
  final boolean living;

  Claim(ResolvedService service, PortClaim declared, boolean living) {
    this.service = service;
    this.declared = declared;
    this.living = living;
  }

  AddressPort port() {
    return declared.port();
  }

  Rank rank() {
    return new Rank(declared.port().isAll(), declared.treatment());
  }

  boolean isOfSameService(Claim other) {
    return service.key().equals(other.service.key());
  }

  boolean hasTreatmentOf(Claim other) {
    return declared.treatment().equals(other.declared.treatment());
  }
}
