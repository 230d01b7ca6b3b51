package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.NodeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of the Nodes of a cluster: which site each is at, and which addresses are theirs.
 * Immutable.
 */
final class NodeIndex {

  private final Map<String, Optional<SiteId>> sites = new HashMap<>();
  private final Set<IpPrefix> addresses = new HashSet<>();
  private final Map<String, Optional<String>> names = new HashMap<>();
  private final SortedMap<IpPrefix, NodeView> nodePortAddresses = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Reads the Nodes, by name. */
  NodeIndex(ClusterSettings settings, Collection<NodeView> nodes) {
    for (NodeView node : nodes) {
      // An endpoint without a node names no Node, not one without a name.
      if (!node.name().isEmpty()) {
        node.siteLabel().ifPresent(value -> readSite(settings, node.name(), value));
        names.put(node.name(), Optional.of(node.name()));
      }
      addresses.addAll(node.addresses());
      addNodePortAddresses(settings, node);
    }
    diagnostics.sort(null);
  }

  private void addNodePortAddresses(ClusterSettings settings, NodeView node) {
    for (IpPrefix address : node.nodePortAddresses()) {
      Optional<SpecialAddress> unusable = settings.unusable(address);
      if (unusable.isEmpty()) {
        nodePortAddresses.putIfAbsent(address, node);
      } else if (settings.covers().nodePorts()) {
        diagnostics.add(
            Diagnostic.warning(
                DiagnosticCode.UNUSABLE_ADDRESS,
                subject(settings, node.name()),
                "status.addresses",
                address.addressText(),
                "node ports at its address "
                    + address.addressText()
                    + " have no rule: "
                    + unusable.get().reason()));
      }
    }
  }

  private static Subject subject(ClusterSettings settings, String node) {
    return new Subject(Subject.Kind.NODE, settings.name() + "/" + node);
  }

  private void readSite(ClusterSettings settings, String node, String value) {
    try {
      sites.put(node, Optional.of(new SiteId(value)));
    } catch (IllegalArgumentException refused) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.UNKNOWN_SITE,
              subject(settings, node),
              settings.siteLabel(),
              value,
              "label " + settings.siteLabel() + ": " + refused.getMessage()));
    }
  }

  /** The site that the Node's label names; empty where it has none, or the Node is not known. */
  Optional<SiteId> site(String nodeName) {
    return sites.getOrDefault(nodeName, Optional.empty());
  }

  /** The name, where the cluster has a Node of that name. */
  Optional<String> known(String nodeName) {
    return names.getOrDefault(nodeName, Optional.empty());
  }

  /** True where a Node of the cluster has the address. */
  boolean hasAddress(IpPrefix address) {
    return addresses.contains(address);
  }

  /** Every address where node ports answer, ascending, with its Node. */
  SortedMap<IpPrefix, NodeView> nodePortAddresses() {
    return Collections.unmodifiableSortedMap(nodePortAddresses);
  }

  /** The diagnostics of the Nodes' labels, sorted. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }
}
