package dev.fairway.mock;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.TunnelQuality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The parser of the tunnels of a fabric file; makes the full mesh where the file names none. */
final class TunnelParser {

  private static final List<String> TUNNEL =
      List.of(
          "from",
          "to",
          "transport",
          "local",
          "remote",
          "encrypted",
          "segment",
          "latency",
          "jitter",
          "loss",
          "up");

  private final TreeMap<String, Edge> edges = new TreeMap<>();
  private final Map<String, Site> siteOf = new LinkedHashMap<>();
  private final List<Site> sites;
  private final Map<String, Set<Transport>> stated;
  private final Function<String, Segment> segments;

  /** The transports, by edge, whose tunnels the file calls unencrypted and nothing else does. */
  private final Map<String, Set<Transport>> clear = new HashMap<>();

  TunnelParser(SiteParser parsed) {
    this.sites = parsed.sites;
    this.stated = parsed.stated;
    this.segments = parsed::segment;
    for (Site site : sites) {
      for (Edge edge : site.edges()) {
        edges.put(edge.name(), edge);
        siteOf.put(edge.name(), site);
      }
    }
  }

  /**
   * Every pair of edges of two sites, over every transport that both have with one encapsulation.
   */
  List<Tunnel> fullMesh() {
    List<Tunnel> tunnels = new ArrayList<>();
    for (Edge from : edges.values()) {
      for (Edge to : edges.values()) {
        if (!sameSite(from.name(), to.name())) {
          for (Attachment attachment : from.attachments()) {
            Transport transport = attachment.transport();
            encrypted(from, transport, to, transport)
                .map(
                    yes ->
                        new Tunnel(
                            from.name(),
                            transport,
                            to.name(),
                            transport,
                            yes,
                            Optional.empty(),
                            true,
                            Optional.empty()))
                .ifPresent(tunnels::add);
          }
        }
      }
    }
    return tunnels;
  }

  /** The tunnels listed, and the way back of each whose way back is not listed itself. */
  List<Tunnel> read(List<FabricNode> nodes) {
    Map<List<Object>, Tunnel> tunnels = new LinkedHashMap<>();
    for (FabricNode node : nodes) {
      node.map("a tunnel", TUNNEL)
          .flatMap(this::tunnel)
          .filter(tunnel -> tunnels.putIfAbsent(ends(tunnel), tunnel) != null)
          .ifPresent(
              twice -> {
                String message = "a tunnel with these ends stands above already";
                node.problems().add(node.at(), "tunnels", "", message);
              });
    }
    for (Tunnel tunnel : List.copyOf(tunnels.values())) {
      tunnels.putIfAbsent(ends(tunnel.reversed()), tunnel.reversed());
    }
    return List.copyOf(tunnels.values());
  }

  /** Both ends of a tunnel and its segment: two tunnels that have the same are one. */
  private static List<Object> ends(Tunnel tunnel) {
    return List.of(
        tunnel.fromEdge(),
        tunnel.localTransport(),
        tunnel.toEdge(),
        tunnel.remoteTransport(),
        tunnel.segment());
  }

  private Optional<Tunnel> tunnel(FabricNode node) {
    Optional<Edge> from = node.required("from", this::edge);
    Optional<Edge> to = node.required("to", this::edge);
    if (node.node("transport").isPresent() == node.node("local").isPresent()
        || node.node("local").isPresent() != node.node("remote").isPresent()) {
      node.problem(
          "transport", "", "a tunnel needs either 'transport', or both 'local' and 'remote'");
      return Optional.empty();
    }
    boolean same = node.node("transport").isPresent();
    Optional<Transport> local = transport(node, same ? "transport" : "local", from);
    Optional<Transport> remote = transport(node, same ? "transport" : "remote", to);
    boolean up = node.value("up", FabricScalars::flag).orElse(true);
    Optional<TunnelQuality> quality = quality(node);
    Optional<Segment> segment = node.value("segment", segments);
    if (from.isEmpty() || to.isEmpty() || local.isEmpty() || remote.isEmpty()) {
      return Optional.empty();
    }
    if (sameSite(from.get().name(), to.get().name())) {
      node.problem("to", to.get().name(), "both ends of this tunnel are at one site");
      return Optional.empty();
    }
    return encrypted(node, from.get(), local.get(), to.get(), remote.get())
        .map(
            yes ->
                new Tunnel(
                    from.get().name(),
                    local.get(),
                    to.get().name(),
                    remote.get(),
                    yes,
                    segment,
                    up,
                    quality));
  }

  private Edge edge(String name) {
    Edge edge = edges.get(name);
    if (edge == null) {
      String known = String.join(", ", edges.keySet()) + NearestWord.hint(name, edges.keySet());
      throw new IllegalArgumentException("there is no edge '" + name + "'; edges: " + known);
    }
    return edge;
  }

  private static Optional<Transport> transport(FabricNode node, String key, Optional<Edge> edge) {
    return node.value(
        key,
        text -> {
          Transport transport = new Transport(text);
          edge.ifPresent(end -> requireOffered(end, transport));
          return transport;
        });
  }

  private static void requireOffered(Edge edge, Transport transport) {
    if (!edge.offers(transport)) {
      List<String> offered =
          edge.attachments().stream().map(near -> near.transport().value()).toList();
      String has = String.join(", ", offered) + NearestWord.hint(transport.value(), offered);
      throw new IllegalArgumentException(
          "edge '" + edge.name() + "' has no transport '" + transport + "'; it has " + has);
    }
  }

  private static Optional<TunnelQuality> quality(FabricNode node) {
    Optional<Duration> latency = node.value("latency", FabricScalars::duration);
    Optional<Duration> jitter = node.value("jitter", FabricScalars::duration);
    Optional<Integer> loss = node.value("loss", FabricScalars::loss);
    return latency.isEmpty() && jitter.isEmpty() && loss.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TunnelQuality(
                latency.orElse(Duration.ZERO), jitter.orElse(Duration.ZERO), loss.orElse(0)));
  }

  private boolean sameSite(String from, String to) {
    return Objects.equals(siteOf.get(from), siteOf.get(to));
  }

  /** Whether the tunnel is encrypted: as the file says, else by what both ends can. */
  private Optional<Boolean> encrypted(
      FabricNode node, Edge from, Transport local, Edge to, Transport remote) {
    Optional<Boolean> said = node.value("encrypted", FabricScalars::flag);
    if (said.isPresent()) {
      boolean near = allows(node, from, local, said.get());
      boolean far = allows(node, to, remote, said.get());
      return said.filter(yes -> near && far);
    }
    Optional<Boolean> byEnds = encrypted(from, local, to, remote);
    if (byEnds.isEmpty()) {
      node.problem("to", to.name(), "the two ends have no encapsulation in common");
    }
    return byEnds;
  }

  /** True where the end states no encapsulation, or one with which the tunnel can be so. */
  private boolean allows(FabricNode node, Edge edge, Transport transport, boolean encrypted) {
    if (!stated.getOrDefault(edge.name(), Set.of()).contains(transport)) {
      if (!encrypted) {
        clear.computeIfAbsent(edge.name(), name -> new HashSet<>()).add(transport);
      }
      return true;
    }
    boolean can =
        attachment(edge, transport)
            .map(near -> encrypted ? near.encrypted() : near.unencrypted())
            .orElse(true);
    if (!can) {
      String has = encrypted ? "gre" : "ipsec";
      node.problem(
          "encrypted",
          Boolean.toString(encrypted),
          "encrypted: '%s' contradicts edge '%s', whose transport '%s' has encapsulation %s"
              .formatted(encrypted, edge.name(), transport, has));
    }
    return can;
  }

  /** The sites, with unencrypted tunnels at the ends of those that the file calls so. */
  List<Site> sites() {
    return sites.stream()
        .map(
            site ->
                new Site(site.id(), site.name(), site.edges().stream().map(this::seen).toList()))
        .toList();
  }

  private Edge seen(Edge edge) {
    Set<Transport> unencrypted = clear.getOrDefault(edge.name(), Set.of());
    return new Edge(
        edge.name(),
        edge.attachments().stream()
            .map(
                near ->
                    unencrypted.contains(near.transport())
                        ? new Attachment(near.transport(), near.encrypted(), true)
                        : near)
            .toList());
  }

  /** Whether a tunnel between the two is encrypted, if it can be; empty where there can be none. */
  private static Optional<Boolean> encrypted(
      Edge from, Transport local, Edge to, Transport remote) {
    return attachment(from, local)
        .flatMap(near -> attachment(to, remote).flatMap(far -> encrypted(near, far)));
  }

  private static Optional<Boolean> encrypted(Attachment near, Attachment far) {
    if (near.encrypted() && far.encrypted()) {
      return Optional.of(true);
    }
    return near.unencrypted() && far.unencrypted() ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Attachment> attachment(Edge edge, Transport transport) {
    return edge.attachments().stream()
        .filter(attachment -> attachment.transport().equals(transport))
        .findFirst();
  }
}
