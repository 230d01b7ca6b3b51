package dev.fairway.core.translate;

import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claim of one Service, where its endpoints are in one state. Compared by identity: all these
 * addresses share this object. Not thread-safe.
 */
final class Claim {

  final ResolvedService service;
  final PortClaim declared;
  final ClaimedAddress.Life life;
  private @Nullable List<Rank> ranks;

  Claim(ResolvedService service, PortClaim declared, ClaimedAddress.Life life) {
    this.service = service;
    this.declared = declared;
    this.life = life;
  }

  private List<Rank> newRanks() {
    Treatment treatment = declared.treatment();
    boolean all = declared.port().isAll();
    if (treatment.admission().isEmpty()) {
      return List.of(new Rank(isRetained(), all, treatment));
    }
    List<Rank> ranks = new ArrayList<>(List.of(new Rank(isRetained(), all, Treatment.DROP)));
    treatment.withoutAdmission().ifPresent(rest -> ranks.add(new Rank(isRetained(), all, rest)));
    return ranks;
  }

  boolean isLiving() {
    return life == ClaimedAddress.Life.LIVING;
  }

  boolean isRetained() {
    return life == ClaimedAddress.Life.RETAINED;
  }

  AddressPort port() {
    return declared.port();
  }

  /** The ranks of its packets: of those of peers that are not admitted, and of the rest. */
  List<Rank> ranks() {
    List<Rank> known = ranks;
    if (known == null) {
      known = newRanks();
      ranks = known;
    }
    return known;
  }

  /**
   * The ranks of its packets, each with the peers that have it: of peers that are not admitted, of
   * inspected ones, and of the rest.
   *
   * @param bounded true where it is known what the WAN routes: then only peers there are inspected
   */
  Map<Rank, Optional<PeerSet>> peerRanks(boolean bounded) {
    Treatment treatment = declared.treatment();
    Map<Rank, Optional<PeerSet>> peers = new LinkedHashMap<>();
    for (Rank rank : ranks()) {
      boolean inspects = bounded && rank.declared().inspect().isPresent();
      if (rank.declared().drops()) {
        peers.put(rank, treatment.admission().map(admission -> PeerSet.notAt(admission.from())));
      } else if (inspects) {
        peers.put(rank, Optional.of(PeerSet.notAt(Collections.emptySortedSet())));
        rank.declared()
            .withoutInspect()
            .ifPresent(rest -> peers.put(rank.with(rest), Optional.empty()));
      } else {
        peers.put(rank, Optional.empty());
      }
    }
    return peers;
  }

  /** True where the rank is that of packets of a peer at the site; absent: at no known one. */
  boolean hasRankFor(Rank rank, Optional<SiteId> peer) {
    return declared
        .treatment()
        .admission()
        .map(admission -> admission.admits(peer) != rank.treatment().drops())
        .orElse(true);
  }

  /** True where the claim cuts or diverts packets, so that it never takes them from another. */
  boolean restricts() {
    return restricts(declared.treatment());
  }

  /** True where the treatment cuts or diverts packets. */
  static boolean restricts(Treatment treatment) {
    Treatment.Kind kind = treatment.kind();
    return kind == Treatment.Kind.BLOCK || kind == Treatment.Kind.INSPECT;
  }

  /** True where one of the two has all ports, or both have the same one. */
  boolean overlaps(Claim other) {
    return port().isAll() || other.port().isAll() || port().equals(other.port());
  }

  boolean isOfSameService(Claim other) {
    return service.key().equals(other.service.key());
  }

  boolean hasTreatmentOf(Claim other) {
    return declared.treatment().equals(other.declared.treatment());
  }
}
