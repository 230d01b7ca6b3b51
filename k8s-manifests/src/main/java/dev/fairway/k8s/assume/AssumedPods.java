package dev.fairway.k8s.assume;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AddressAllocation.AddressClaim;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
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
 * The pods to assume for manifests, which name none: for each Deployment, StatefulSet and DaemonSet
 * that a Service selects, the EndpointSlices that the Service would have with the same number of
 * pods at every site, and one Node for each site. Scheduling constraints of a template are ignored.
 *
 * <p>Deterministic: a pod's address is found by a hash of its workload, site and index, not by the
 * order of objects. A workload that is added moves an address of another only where the hashes of
 * two pods meet: in a network of n addresses one of n pairs. No two pods share an address; a pod
 * that two Services select has one address in both. Pods in their host's network have their node's.
 */
public final class AssumedPods {

  private final KubernetesObjects source;
  private final List<Network> networks;
  private final String siteLabel;
  private final int podsPerSite;

  private AssumedPods(
      KubernetesObjects source, List<Network> networks, String siteLabel, int podsPerSite) {
    this.source = source;
    this.networks = List.copyOf(networks);
    this.siteLabel = siteLabel;
    this.podsPerSite = podsPerSite;
  }

  /**
   * The assumed objects.
   *
   * @param objects the EndpointSlices and Nodes made, and nothing of the source
   * @param diagnostics what could not be made, sorted
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
   * @param siteLabel the label of a Node that names its site
   * @param podsPerSite at least 1
   */
  public static Result make(
      KubernetesObjects source, List<Network> networks, String siteLabel, int podsPerSite) {
    if (podsPerSite < 1) {
      throw new IllegalArgumentException(podsPerSite + " pods for each site");
    }
    return new AssumedPods(source, networks, siteLabel, podsPerSite).make();
  }

  private Result make() {
    SortedSet<SiteId> sites = new TreeSet<>();
    networks.forEach(network -> network.site().ifPresent(sites::add));
    if (sites.isEmpty()) {
      return new Result(KubernetesObjects.EMPTY, List.of(noSite()));
    }
    List<SelectedWorkload> selections = SelectedWorkload.in(source);
    SortedSet<AddressClaim> claims = claims(selections, sites);
    AddressAllocation addresses = AddressAllocation.of(claims, networks, reserved());
    List<HasMetadata> made = new ArrayList<>();
    for (SiteId site : sites) {
      made.add(AssumedObjects.node(site, siteLabel, addresses));
      selections.forEach(selection -> slices(selection, site, addresses, made));
    }
    return new Result(KubernetesObjects.of(made), withoutRoom(claims, addresses));
  }

  /** The addresses that real objects have already. */
  private Set<IpPrefix> reserved() {
    Stream<String> slices =
        source.endpointSlices().stream()
            .flatMap(slice -> ObjectFields.list(slice.getEndpoints()).stream())
            .flatMap(endpoint -> ObjectFields.list(endpoint.getAddresses()).stream());
    Stream<String> pods =
        source.pods().stream()
            .filter(pod -> pod.getStatus() != null)
            .flatMap(pod -> ObjectFields.list(pod.getStatus().getPodIPs()).stream())
            .map(PodIP::getIp);
    Stream<String> nodes =
        source.nodes().stream()
            .filter(node -> node.getStatus() != null)
            .flatMap(node -> ObjectFields.list(node.getStatus().getAddresses()).stream())
            .map(NodeAddress::getAddress);
    return Stream.of(slices, pods, nodes)
        .flatMap(texts -> texts)
        .flatMap(text -> IpPrefix.tryParse(ObjectFields.text(text)).stream())
        .filter(IpPrefix::isAddress)
        .collect(Collectors.toSet());
  }

  private SortedSet<AddressClaim> claims(
      Collection<SelectedWorkload> selections, Collection<SiteId> sites) {
    SortedSet<AddressClaim> claims = new TreeSet<>();
    for (SiteId site : sites) {
      for (IpFamily family : IpFamily.values()) {
        claims.add(AddressClaim.node(site, family));
        selections.forEach(selection -> claims.addAll(claims(selection.workload(), site, family)));
      }
    }
    return claims;
  }

  private List<AddressClaim> claims(Workload workload, SiteId site, IpFamily family) {
    if (workload.inHostNetwork()) {
      return List.of(AddressClaim.node(site, family));
    }
    List<AddressClaim> claims = new ArrayList<>();
    for (int index = 0; index < podsPerSite; index++) {
      claims.add(new AddressClaim(workload.path(), site, index, family));
    }
    return claims;
  }

  private void slices(
      SelectedWorkload selection,
      SiteId site,
      AddressAllocation addresses,
      Collection<HasMetadata> made) {
    List<EndpointPort> ports = AssumedObjects.ports(selection);
    boolean portless = ObjectFields.list(selection.service().getSpec().getPorts()).isEmpty();
    if (ports.isEmpty() && !portless) {
      return;
    }
    for (IpFamily family : IpFamily.values()) {
      List<AddressClaim> claims = claims(selection.workload(), site, family);
      List<Endpoint> endpoints = AssumedObjects.endpoints(selection, claims, addresses);
      if (!endpoints.isEmpty() && wants(selection.service(), family)) {
        made.add(AssumedObjects.slice(selection, site, family, ports, endpoints));
      }
    }
  }

  /** True unless the Service names its families and this is none of them. */
  private static boolean wants(Service service, IpFamily family) {
    List<String> families = ObjectFields.list(service.getSpec().getIpFamilies());
    return families.isEmpty() || families.contains(family == IpFamily.IPV4 ? "IPv4" : "IPv6");
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
