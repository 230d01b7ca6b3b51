package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resolution of a fleet's declarations against the WAN and the target: the ports that an intent
 * selects, whether its transports exist, whether the target supports it, and the addresses that it
 * claims. Pure, stateless and thread-safe. O(n log n) in endpoints and networks.
 */
public final class Resolver {

  private Resolver() {}

  /**
   * The resolved fleet. A cluster that was not read whole is resolved as far as it was read, and is
   * never planned for.
   *
   * @param fleet the snapshot of all clusters
   * @param wan the inventory of the WAN
   * @param profile the features and limits of the target
   */
  public static ResolvedFleet resolve(
      FleetSnapshot fleet, WanInventory wan, TargetProfile profile) {
    SortedMap<OwnerId, ResolvedCluster> clusters = new TreeMap<>();
    for (ClusterSnapshot cluster : fleet.clusters().values()) {
      clusters.put(cluster.owner(), resolve(cluster, fleet, wan, profile));
    }
    return new ResolvedFleet(clusters, wan);
  }

  private static ResolvedCluster resolve(
      ClusterSnapshot cluster, FleetSnapshot fleet, WanInventory wan, TargetProfile profile) {
    List<Diagnostic> diagnostics = new ArrayList<>(cluster.diagnostics());
    PeerTable peers =
        new PeerTable(
            peerNetworks(fleet, wan),
            DualStackPrefixSet.of(cluster.protectedAddresses()),
            PathChoices.NONE);
    DeclarationValidator validator =
        new DeclarationValidator(wan, peers, cluster.networks(), profile, diagnostics);
    WanRequirements requirements = new WanRequirements(wan, peers);
    ClaimBuilder claimBuilder =
        new ClaimBuilder(
            cluster, fleet.clusters().keySet(), wan, profile, peers.protectedAddresses());
    List<ResolvedService> services = new ArrayList<>();
    for (ServiceState state : cluster.services().values()) {
      services.add(resolve(state, cluster, validator, requirements, claimBuilder));
    }
    if (services.stream().anyMatch(Resolver::hasDeclaration)) {
      diagnostics.addAll(notices(cluster));
    }
    diagnostics.addAll(claimBuilder.disagreements());
    return new ResolvedCluster(
        cluster.name(), cluster.owner(), cluster.completeness(), services, diagnostics, peers);
  }

  /** What the WAN knows comes first, and a declared network counts where it names a site. */
  private static List<Network> peerNetworks(FleetSnapshot fleet, WanInventory wan) {
    List<Network> networks = new ArrayList<>(wan.networks());
    for (ClusterSnapshot cluster : fleet.clusters().values()) {
      cluster.networks().stream()
          .filter(network -> network.site().isPresent())
          .forEach(networks::add);
    }
    return networks;
  }

  private static ResolvedService resolve(
      ServiceState state,
      ClusterSnapshot cluster,
      DeclarationValidator validator,
      WanRequirements requirements,
      ClaimBuilder claimBuilder) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    state
        .reading()
        .diagnostics()
        .forEach(finding -> diagnostics.add(PortHints.withPorts(state, finding)));
    Declaration declaration = validator.validate(state, diagnostics);
    if (!(declaration instanceof Declaration.Absent)) {
      diagnostics.addAll(state.diagnostics());
    }
    if (declaration.inForce().isPresent() && cluster.datapath() == Datapath.OVERLAY) {
      diagnostics.add(opaque(state));
      return new ResolvedService(state, declaration, List.of(), diagnostics);
    }
    if (declaration instanceof Declaration.Valid valid) {
      List<Diagnostic> aboutClaims = new ArrayList<>();
      List<PortClaim> claims = claimBuilder.claims(state, valid.intent(), aboutClaims);
      List<Diagnostic> errors =
          new ArrayList<>(AmbiguousPorts.inDeclared(state, valid.intent(), claims));
      errors.addAll(requirements.errors(state, claims));
      if (errors.isEmpty()) {
        diagnostics.addAll(aboutClaims);
        return new ResolvedService(state, declaration, claims, diagnostics);
      }
      diagnostics.addAll(errors);
      declaration = validator.withoutDeclared(state);
    }
    return new ResolvedService(
        state,
        declaration,
        claimsOfLastGood(state, declaration, claimBuilder, diagnostics),
        diagnostics);
  }

  /** A last good intent that contradicts itself stays in force, as far as it is unambiguous. */
  private static List<PortClaim> claimsOfLastGood(
      ServiceState state,
      Declaration declaration,
      ClaimBuilder claimBuilder,
      List<Diagnostic> diagnostics) {
    if (declaration.inForce().isEmpty()) {
      return List.of();
    }
    ServiceIntent lastGood = declaration.inForce().get();
    List<PortClaim> claims = claimBuilder.claims(state, lastGood, diagnostics);
    boolean alreadySaid =
        diagnostics.stream()
            .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.AMBIGUOUS_PORT);
    if (!alreadySaid) {
      diagnostics.addAll(AmbiguousPorts.inLastGood(state, claims));
    }
    return claims;
  }

  private static boolean hasDeclaration(ResolvedService service) {
    return !(service.declaration() instanceof Declaration.Absent);
  }

  private static Diagnostic opaque(ServiceState state) {
    return Diagnostic.error(
        DiagnosticCode.DATAPATH_OPAQUE,
        state.key().subject(),
        "cluster.datapath",
        "overlay",
        "nothing is programmed: on the WAN its packets carry node addresses in an overlay, so no"
            + " rule that names a pod could match; use native routing, then set cluster.datapath to"
            + " native");
  }

  private static List<Diagnostic> notices(ClusterSnapshot cluster) {
    Subject subject = new Subject(Subject.Kind.CLUSTER, cluster.name());
    List<Diagnostic> notices = new ArrayList<>();
    if (cluster.datapath() == Datapath.UNKNOWN) {
      notices.add(
          Diagnostic.info(
              DiagnosticCode.DATAPATH_UNKNOWN,
              subject,
              "cluster.datapath",
              "unknown",
              "rules match pod addresses, which the WAN sees with native routing only; set"
                  + " cluster.datapath to native or overlay"));
    }
    if (cluster.networks().isEmpty()) {
      notices.add(
          Diagnostic.info(
              DiagnosticCode.NETWORKS_UNDECLARED,
              subject,
              "cluster.networks",
              "",
              "Services may claim any address; declare the cluster's pod networks to refuse"
                  + " others"));
    }
    return notices;
  }
}
