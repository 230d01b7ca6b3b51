package dev.fairway.k8s.assume;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AddressAllocation.AddressClaim;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pods to assume for manifests, which name none: for each object with a pod template that a
 * Service selects, and for each Pod that has no address yet, the EndpointSlices that the Service
 * would have, and one Node for each site. A workload has the same number of pods at every site,
 * whatever its replicas and scheduling constraints; a Pod is one at every site. A Pod that has an
 * address is taken as it is, and nothing is assumed for the workload that made it.
 *
 * <p>Deterministic: a pod's address is found by a hash of its workload, site and index, not by the
 * order of objects. A workload that is added moves an address of another only where the hashes of
 * two pods meet: in a network of n addresses one of n pairs. No two pods share an address; a pod
 * that two Services select has one address in both. Pods in their host's network have their node's.
 */
public final class AssumedPods {

  private final KubernetesObjects source;
  private final List<Network> networks;
  private final ClusterSettings cluster;
  private final int podsPerSite;

  private AssumedPods(
      KubernetesObjects source, List<Network> networks, ClusterSettings cluster, int podsPerSite) {
    this.source = source;
    this.networks = List.copyOf(networks);
    this.cluster = cluster;
    this.podsPerSite = podsPerSite;
  }

  /**
   * The assumed objects.
   *
   * @param objects the EndpointSlices and Nodes made, and nothing of the source
   * @param diagnostics what could not be made, sorted: for Services that ask for something
   */
  public record Result(KubernetesObjects objects, List<Diagnostic> diagnostics) {

    /** Copies. */
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * Makes the slices and nodes.
   *
   * @param source Services, workloads, and whatever real endpoints there are: a Service that has
   *     some gets none made, and no address of theirs is used again
   * @param networks the WAN's; those with a site say which sites there are and which addresses they
   *     have
   * @param cluster the settings of the cluster that the source belongs to
   * @param podsPerSite at least 1
   */
  public static Result make(
      KubernetesObjects source, List<Network> networks, ClusterSettings cluster, int podsPerSite) {
    if (podsPerSite < 1) {
      throw new IllegalArgumentException(podsPerSite + " pods for each site");
    }
    return new AssumedPods(source, networks, cluster, podsPerSite).make();
  }

  private Result make() {
    SortedSet<SiteId> sites = new TreeSet<>();
    networks.forEach(network -> network.site().ifPresent(sites::add));
    if (sites.isEmpty()) {
      return new Result(KubernetesObjects.EMPTY, List.of(noSite()));
    }
    List<Workload> workloads = Workload.in(source);
    List<ServiceSelection> selections =
        ServiceSelection.in(
            source, workloads, ClusterFamilies.of(cluster.networks(), networks), podsPerSite);
    SortedSet<AddressClaim> claims = claims(selections, sites);
    AddressAllocation addresses = AddressAllocation.of(claims, networks, reserved());
    AssumedObjects objects = new AssumedObjects(addresses);
    List<HasMetadata> made = new ArrayList<>();
    sites.forEach(site -> made.add(objects.node(site, cluster.siteLabel())));
    selections.forEach(selection -> made.addAll(objects.slices(selection, sites)));
    SortedSet<Diagnostic> diagnostics = new TreeSet<>(withoutRoom(claims, addresses));
    SelectionDiagnostics gaps =
        new SelectionDiagnostics(AskingServices.of(source, cluster), workloads, sites, addresses);
    selections.forEach(selection -> diagnostics.addAll(gaps.of(selection)));
    return new Result(KubernetesObjects.of(made), List.copyOf(diagnostics));
  }

  /** The addresses that real objects have already. */
  private Set<IpPrefix> reserved() {
    Stream<String> slices =
        source.endpointSlices().stream()
            .flatMap(slice -> ObjectFields.list(slice.getEndpoints()).stream())
            .map(Endpoint::getAddresses)
            .flatMap(addresses -> ObjectFields.list(addresses).stream());
    Stream<String> nodes =
        source.nodes().stream()
            .filter(node -> node.getStatus() != null)
            .flatMap(node -> ObjectFields.list(node.getStatus().getAddresses()).stream())
            .map(NodeAddress::getAddress);
    Stream<IpPrefix> pods =
        AddressedPod.in(source.pods()).stream().flatMap(pod -> pod.addresses().stream());
    return Stream.concat(
            pods,
            Stream.concat(slices, nodes)
                .flatMap(text -> IpPrefix.tryParse(ObjectFields.text(text)).stream())
                .filter(IpPrefix::isAddress))
        .collect(Collectors.toSet());
  }

  private static SortedSet<AddressClaim> claims(
      Collection<ServiceSelection> selections, Collection<SiteId> sites) {
    SortedSet<AddressClaim> claims = new TreeSet<>();
    for (SiteId site : sites) {
      for (IpFamily family : IpFamily.values()) {
        claims.add(AddressClaim.node(site, family));
      }
      for (ServiceSelection selection : selections) {
        for (IpFamily family : selection.families().families()) {
          selection.workloads().forEach(selected -> claims.addAll(selected.claims(site, family)));
        }
      }
    }
    return claims;
  }

  private static List<Diagnostic> withoutRoom(
      Collection<AddressClaim> claims, AddressAllocation addresses) {
    Map<Network, Long> missing =
        addresses.withoutRoom(claims).stream()
            .map(claim -> addresses.pool(claim.site(), claim.family()).orElseThrow().network())
            .collect(Collectors.groupingBy(network -> network, Collectors.counting()));
    return missing.entrySet().stream()
        .map(entry -> noRoom(entry.getKey(), entry.getValue()))
        .sorted()
        .toList();
  }

  private static Diagnostic noRoom(Network network, long count) {
    return Diagnostic.warning(
        DiagnosticCode.LIMIT_EXCEEDED,
        new Subject(Subject.Kind.SITE, network.site().orElseThrow().value()),
        "assume-pods",
        network.prefix().toString(),
        "network "
            + network.prefix()
            + " has no room for "
            + count
            + " of the addresses to assume; those"
            + " pods are left out");
  }

  private static Diagnostic noSite() {
    return Diagnostic.error(
        DiagnosticCode.UNKNOWN_SITE,
        new Subject(Subject.Kind.SETTING, "assume-pods"),
        "assume-pods",
        "",
        "no network of the WAN names its site, so no pod can be assumed anywhere");
  }
}
