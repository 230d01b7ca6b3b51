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
import dev.fairway.mock.FabricNode.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sites of a fabric file, one after the other. Not thread-safe. */
final class SiteSections {

  private static final List<String> SITE = List.of("id", "name", "networks", "edges");

  final List<Site> sites = new ArrayList<>();
  final List<Network> networks = new ArrayList<>();

  private final FabricProblems problems;
  private final List<Segment> segments;
  private final Map<String, Spot> seen = new HashMap<>();

  SiteSections(FabricProblems problems, List<Segment> segments) {
    this.problems = problems;
    this.segments = segments;
  }

  void read(FabricNode node) {
    FabricSection.of(node, "a site", problems, SITE).ifPresent(this::site);
  }

  private void site(FabricSection section) {
    Optional<SiteId> id = section.required("id", SiteId::new);
    id.ifPresent(one -> requireOnce("site", one.value(), section.at("id")));
    List<Edge> edges = new ArrayList<>();
    section.list("edges").forEach(edge -> edge(edge).ifPresent(edges::add));
    if (section.list("edges").isEmpty()) {
      section.problem("edges", "", "a site needs at least one edge in 'edges'");
    }
    section.list("networks").forEach(network -> network(network, id));
    id.ifPresent(
        one ->
            sites.add(
                new Site(
                    one, section.value("name", FabricWords::text).orElse(one.value()), edges)));
  }

  /** True where nothing of that sort had that name before. */
  private boolean requireOnce(String what, String name, Spot at) {
    Spot first = seen.putIfAbsent(what + " " + name, at);
    if (first != null) {
      problems.add(at, what, name, what + " '" + name + "' stands twice, first at " + first);
    }
    return first == null;
  }

  private void network(FabricNode node, Optional<SiteId> site) {
    FabricSection.of(node, "a network", problems, List.of("cidr", "segment"))
        .ifPresent(
            section -> {
              Optional<IpPrefix> cidr = section.required("cidr", IpPrefix::parse);
              Segment segment = section.value("segment", this::segment).orElse(Segment.DEFAULT);
              if (cidr.isPresent()
                  && requireOnce("network", label(cidr.get(), segment), section.at("cidr"))) {
                networks.add(new Network(cidr.get(), segment, site));
              }
            });
  }

  private static String label(IpPrefix cidr, Segment segment) {
    return cidr + " in segment " + segment;
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
    Optional<FabricSection> section =
        FabricSection.of(node, "an edge", problems, List.of("name", "transports"));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = section.get().required("name", FabricWords::text);
    List<Attachment> attachments = attachments(section.get());
    boolean once =
        name.map(one -> requireOnce("edge", one, section.get().at("name"))).orElse(false);
    return once ? name.map(one -> new Edge(one, attachments)) : Optional.empty();
  }

  private List<Attachment> attachments(FabricSection edge) {
    Map<Transport, Attachment> attachments = new LinkedHashMap<>();
    if (edge.list("transports").isEmpty()) {
      edge.problem("transports", "", "an edge needs at least one transport in 'transports'");
    }
    for (FabricNode item : edge.list("transports")) {
      attachment(item)
          .ifPresent(
              one -> {
                if (attachments.putIfAbsent(one.transport(), one) != null) {
                  problems.add(
                      item.at(),
                      "transports",
                      one.transport().value(),
                      "transport '" + one.transport() + "' stands twice at this edge");
                }
              });
    }
    return List.copyOf(attachments.values());
  }

  private Optional<Attachment> attachment(FabricNode node) {
    FabricNode named =
        node.kind() == Kind.SCALAR
            ? FabricNode.map(node.at(), Map.of("name", new FabricNode.Field(node.at(), node)))
            : node;
    return FabricSection.of(named, "a transport", problems, List.of("name", "encapsulation"))
        .flatMap(
            section ->
                section
                    .required("name", Transport::new)
                    .map(transport -> attachment(transport, section)));
  }

  private static Attachment attachment(Transport transport, FabricSection section) {
    boolean encrypted = section.value("encapsulation", FabricWords::encrypted).orElse(true);
    return new Attachment(transport, encrypted, !encrypted);
  }
}
