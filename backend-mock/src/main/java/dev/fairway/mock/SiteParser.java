package dev.fairway.mock;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.mock.FabricNode.Kind;
import dev.fairway.mock.FabricProblems.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parser of the sites of a fabric file, one after the other. Not thread-safe. */
final class SiteParser {

  private static final List<String> SITE = List.of("id", "name", "networks", "edges");

  final List<Site> sites = new ArrayList<>();
  final List<Network> networks = new ArrayList<>();

  /** The transports of each edge whose encapsulation the file states, by the name of the edge. */
  final Map<String, Set<Transport>> stated = new HashMap<>();

  private final List<Segment> segments;
  private final Map<String, Position> seen = new HashMap<>();

  SiteParser(List<Segment> segments) {
    this.segments = segments;
  }

  void read(FabricNode node) {
    node.map("a site", SITE).ifPresent(this::site);
  }

  private void site(FabricNode site) {
    Optional<SiteId> id = site.required("id", SiteId::new);
    id.ifPresent(value -> requireOnce(site, "id", "site", value.value()));
    List<Edge> edges = new ArrayList<>();
    site.list("edges").forEach(edge -> edge(edge).ifPresent(edges::add));
    if (site.list("edges").isEmpty()) {
      site.problem("edges", "", "a site needs at least one edge in 'edges'");
    }
    site.list("networks").forEach(network -> network(network, id));
    id.ifPresent(
        value -> {
          String name = site.value("name", FabricScalars::text).orElse(value.value());
          sites.add(new Site(value, name, edges));
        });
  }

  /** True where nothing of that sort had that name before. */
  private boolean requireOnce(FabricNode node, String key, String sort, String name) {
    Position at = node.at(key);
    Position first = seen.putIfAbsent(sort + " " + name, at);
    if (first != null) {
      String message = sort + " '" + name + "' stands twice, first at " + first;
      node.problems().add(at, sort, name, message);
    }
    return first == null;
  }

  private void network(FabricNode node, Optional<SiteId> site) {
    node.map("a network", List.of("cidr", "segment"))
        .ifPresent(
            network -> {
              Optional<IpPrefix> cidr = network.required("cidr", IpPrefix::parse);
              Segment segment = network.value("segment", this::segment).orElse(Segment.DEFAULT);
              cidr.filter(
                      prefix ->
                          requireOnce(
                              network, "cidr", "network", prefix + " in segment " + segment))
                  .ifPresent(prefix -> networks.add(new Network(prefix, segment, site)));
            });
  }

  Segment segment(String text) {
    Segment segment = new Segment(text);
    if (!segments.contains(segment)) {
      throw new IllegalArgumentException(
          "segment '" + text + "' is not one of 'segments': " + segments);
    }
    return segment;
  }

  private Optional<Edge> edge(FabricNode node) {
    Optional<FabricNode> edge = node.map("an edge", List.of("name", "transports"));
    if (edge.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = edge.get().required("name", FabricScalars::text);
    Set<Transport> withEncapsulation = new HashSet<>();
    List<Attachment> attachments = attachments(edge.get(), withEncapsulation);
    name.ifPresent(text -> stated.put(text, withEncapsulation));
    return name.filter(text -> requireOnce(edge.get(), "name", "edge", text))
        .map(text -> new Edge(text, attachments));
  }

  private static List<Attachment> attachments(FabricNode edge, Set<Transport> withEncapsulation) {
    Map<Transport, Attachment> attachments = new LinkedHashMap<>();
    if (edge.list("transports").isEmpty()) {
      edge.problem("transports", "", "an edge needs at least one transport in 'transports'");
    }
    for (FabricNode item : edge.list("transports")) {
      Optional<Attachment> attachment = attachment(item);
      attachment
          .filter(found -> item.node("encapsulation").isPresent())
          .ifPresent(found -> withEncapsulation.add(found.transport()));
      attachment
          .filter(found -> attachments.putIfAbsent(found.transport(), found) != null)
          .map(twice -> twice.transport().value())
          .ifPresent(
              name -> {
                String message = "transport '" + name + "' stands twice at this edge";
                item.problems().add(item.at(), "transports", name, message);
              });
    }
    return List.copyOf(attachments.values());
  }

  private static Optional<Attachment> attachment(FabricNode node) {
    if (node.kind() == Kind.SCALAR) {
      return node.scalar("name", Transport::new).map(Attachment::ofEncrypted);
    }
    return node.map("a transport", List.of("name", "encapsulation"))
        .flatMap(
            transport -> {
              Optional<Transport> name = transport.required("name", Transport::new);
              Set<Boolean> encrypted = encapsulations(transport);
              return name.map(
                  value ->
                      new Attachment(
                          value,
                          encrypted.isEmpty() || encrypted.contains(true),
                          encrypted.contains(false)));
            });
  }

  /** Whether each encapsulation encrypts: of one name, or of a list; none where it is missing. */
  private static Set<Boolean> encapsulations(FabricNode transport) {
    boolean list =
        transport.node("encapsulation").filter(node -> node.kind() == Kind.LIST).isPresent();
    return list
        ? Set.copyOf(transport.values("encapsulation", FabricScalars::encrypted))
        : transport.value("encapsulation", FabricScalars::encrypted).map(Set::of).orElse(Set.of());
  }
}
