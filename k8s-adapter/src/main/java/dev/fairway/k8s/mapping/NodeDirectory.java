package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Nodes of a cluster: which site each is at, and which addresses are theirs. Immutable. */
public final class NodeDirectory {

  private final Map<String, SiteId> sites = new HashMap<>();
  private final Set<IpPrefix> addresses = new HashSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Reads the Nodes, in any order. */
  public NodeDirectory(ClusterSettings settings, Collection<Node> nodes) {
    for (Node node : nodes) {
      readSite(settings, node);
      readAddresses(node);
    }
    diagnostics.sort(null);
  }

  private void readSite(ClusterSettings settings, Node node) {
    String value = Parts.labels(node).get(settings.siteLabel());
    if (value == null) {
      return;
    }
    try {
      sites.put(Parts.name(node), new SiteId(value));
    } catch (IllegalArgumentException refused) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.UNKNOWN_SITE,
              new Subject(Subject.Kind.NODE, settings.name() + "/" + Parts.name(node)),
              settings.siteLabel(),
              value,
              "label " + settings.siteLabel() + ": " + refused.getMessage()));
    }
  }

  private void readAddresses(Node node) {
    if (node.getStatus() != null) {
      Parts.list(node.getStatus().getAddresses()).stream()
          .map(one -> Parts.text(one.getAddress()))
          .flatMap(text -> IpPrefix.tryParse(text).stream())
          .filter(IpPrefix::isAddress)
          .forEach(addresses::add);
    }
  }

  /** The site that the Node's label names; empty where it has none, or the Node is not known. */
  public Optional<SiteId> site(String nodeName) {
    return Optional.ofNullable(sites.get(nodeName));
  }

  /** True where a Node of the cluster has the address. */
  public boolean hasAddress(IpPrefix address) {
    return addresses.contains(address);
  }

  /** What is wrong with the Nodes' labels, sorted. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }
}
