package dev.fairway.k8s.controller;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One packet of every class that is sent to a Service: does it get what the Service wants? */
final class PacketCensus {

  private final ResolvedFleet asked;
  private final DesiredPolicy policy;
  private final SortedSet<ServiceKey> deprived = new TreeSet<>();

  PacketCensus(ResolvedFleet asked, DesiredPolicy policy) {
    this.asked = asked;
    this.policy = policy;
  }

  /**
   * The Services of which some packet, sent over the WAN to a port that only they claim, meets
   * another treatment than theirs.
   */
  SortedSet<ServiceKey> deprived() {
    PacketClasses classes = PacketClasses.of(asked, policy);
    for (ResolvedCluster cluster : asked.clusters().values()) {
      for (ResolvedService service : cluster.services()) {
        for (PortClaim claim : service.claims()) {
          for (ClaimedAddress where : claim.addresses()) {
            look(classes, service, claim, where);
          }
        }
      }
    }
    return deprived;
  }

  private void look(
      PacketClasses classes, ResolvedService service, PortClaim claim, ClaimedAddress where) {
    if (claim.port().isAll()) {
      return;
    }
    IpFamily family = where.address().family();
    for (IpPrefix source : classes.addresses(family)) {
      Flow flow =
          new Flow(
              where.segment(),
              source,
              where.address(),
              claim.port().protocol().orElseThrow(),
              40_000,
              claim.port().port());
      if (!(PacketSemantics.decide(asked, flow) instanceof Decision.Local)) {
        for (SiteId site : PacketSemantics.entrySites(asked, flow)) {
          Optional<Treatment> actual = policy.decide(flow, site).map(PathRule::treatment);
          if (!actual.equals(Optional.of(claim.treatment()))) {
            deprived.add(service.key());
          }
        }
      }
    }
  }
}
