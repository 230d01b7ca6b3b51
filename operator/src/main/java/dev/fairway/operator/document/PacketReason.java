package dev.fairway.operator.document;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sentence that says why the intents of a fleet decide about one packet as they do. */
record PacketReason(ResolvedFleet fleet, Flow flow) {

  private static final String NOBODY_ASKS = "no Service asks for anything for this packet";

  /** The sentence; {@code rule} is the one that takes the packet where it enters. */
  String of(Decision decision, Optional<PathRule> rule) {
    if (decision instanceof Decision.Local) {
      return "both ends are at one site, so no tunnel is crossed"
          + (rule.isPresent() ? "; one edge may still see it, and then the rule applies" : "");
    }
    return decision instanceof Decision.Treated treated ? of(treated) : ofUnclaimed();
  }

  private String of(Decision.Treated treated) {
    String side = treated.atDestination() ? "its destination " : "its source ";
    IpPrefix address = treated.atDestination() ? flow.destination() : flow.source();
    IpPrefix peer = treated.atDestination() ? flow.source() : flow.destination();
    String bound =
        treated.atDestination() || fleet.wan().routed().containsKey(flow.segment())
            ? ""
            : "; nobody knows what the WAN routes, so replies to anywhere match";
    return side
        + address.addressText()
        + " ("
        + treated.port()
        + ") belongs to "
        + treated.service()
        + ", which asks for '"
        + treated.declared()
        + "'"
        + ofPeer(treated, peer)
        + ofChoice(treated)
        + bound;
  }

  /** What {@code access} and {@code inspect} say of the peer; empty where that goes without it. */
  private String ofPeer(Decision.Treated treated, IpPrefix peer) {
    ResolvedCluster cluster = fleet.clusters().get(treated.owner());
    Treatment declared = treated.declared();
    if (cluster == null) {
      return "";
    }
    String clause =
        treated.wanted().drops()
            ? declared.admission().map(access -> refused(cluster, access, peer)).orElse("")
            : spared(cluster, declared, treated.wanted().inspect().isPresent(), peer);
    return clause.isEmpty() ? "" : "; " + clause;
  }

  private String refused(ResolvedCluster cluster, Admission admission, IpPrefix peer) {
    String access = "access: " + admission.text();
    if (admission.from().isEmpty()) {
      return access + " admits no peer on the WAN";
    }
    return siteOf(cluster, peer)
        .map(site -> "site " + site + " is not admitted by " + access)
        .orElseGet(
            () ->
                "its peer "
                    + peer.addressText()
                    + " is at no known site, and so is not admitted by "
                    + access);
  }

  /** Why what cuts or diverts packets does not; empty where it does, or where nothing does. */
  private String spared(
      ResolvedCluster cluster, Treatment declared, boolean inspected, IpPrefix peer) {
    Optional<SiteId> site = siteOf(cluster, peer);
    Optional<Admission> admission = declared.admission();
    boolean admitted = admission.filter(access -> access.admits(site)).isPresent();
    List<String> silent = new ArrayList<>();
    if (admission.isPresent() && !admitted) {
      silent.add(TreatmentWords.ACCESS);
    }
    if (declared.inspect().isPresent() && !inspected) {
      silent.add(TreatmentWords.INSPECT);
    }
    List<String> clauses = new ArrayList<>();
    if (admitted) {
      clauses.add(
          "site " + site.orElseThrow() + " is admitted by access: " + admission.get().text());
    }
    if (!silent.isEmpty()) {
      clauses.add(
          "its peer "
              + peer.addressText()
              + (cluster.peers().protectedAddresses().contains(peer)
                  ? " is protected, so "
                  : " is not on the WAN, so ")
              + String.join(" and ", silent)
              + (silent.size() == 1 ? " does" : " do")
              + " not speak of it");
    }
    return String.join(", and ", clauses);
  }

  private Optional<SiteId> siteOf(ResolvedCluster cluster, IpPrefix peer) {
    return cluster.peers().siteOf(flow.segment(), peer);
  }

  /** That another order of transports was chosen for the two sites; empty where none was. */
  private static String ofChoice(Decision.Treated treated) {
    Treatment wanted = treated.wanted();
    boolean asDeclared = wanted.drops() || wanted.steer().equals(treated.declared().steer());
    return asDeclared ? "" : "; for these two sites '" + wanted + "' was chosen";
  }

  /** A claim that cuts or diverts may come to nothing for the packet's peer: then it says why. */
  private String ofUnclaimed() {
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      List<ResolvedService> services =
          cluster.services().stream()
              .sorted(
                  Comparator.comparing(ResolvedService::createdAt)
                      .thenComparing(ResolvedService::key))
              .toList();
      for (ResolvedService service : services) {
        String why = spared(cluster, service);
        if (!why.isEmpty()) {
          return why;
        }
      }
    }
    return NOBODY_ASKS;
  }

  private String spared(ResolvedCluster cluster, ResolvedService service) {
    String atDestination =
        spared(cluster, service, flow.destination(), flow.destinationPort(), flow.source());
    return atDestination.isEmpty()
        ? spared(cluster, service, flow.source(), flow.sourcePort(), flow.destination())
        : atDestination;
  }

  private String spared(
      ResolvedCluster cluster, ResolvedService service, IpPrefix address, int port, IpPrefix peer) {
    return service.claims().stream()
        .filter(claim -> isOn(claim, address, port))
        .map(PortClaim::treatment)
        .filter(declared -> !spared(cluster, declared, false, peer).isEmpty())
        .findFirst()
        .map(
            declared ->
                service.key()
                    + " asks for '"
                    + declared
                    + "' at "
                    + address.addressText()
                    + "; "
                    + spared(cluster, declared, false, peer)
                    + "; nothing else is asked for this packet")
        .orElse("");
  }

  private boolean isOn(PortClaim claim, IpPrefix address, int port) {
    boolean takesPort =
        claim.port().isAll()
            || (flow.protocol().hasPorts()
                && port > 0
                && claim.port().equals(AddressPort.of(flow.protocol(), port)));
    return takesPort
        && claim.addresses().stream()
            .anyMatch(
                place -> place.segment().equals(flow.segment()) && place.address().equals(address));
  }
}
