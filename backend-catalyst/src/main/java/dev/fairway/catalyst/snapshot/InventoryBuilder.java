package dev.fairway.catalyst.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The builder of an inventory of the managed sites, with diagnostics of what is not in it. */
final class InventoryBuilder {

  private final NumberRanges managed;
  private final EdgeTlocCache cache;
  private final SortedMap<String, String> groups;
  private final Consumer<Diagnostic> diagnostics;

  InventoryBuilder(
      NumberRanges managed,
      EdgeTlocCache cache,
      SortedMap<String, String> groups,
      Consumer<Diagnostic> diagnostics) {
    this.managed = managed;
    this.cache = cache;
    this.groups = groups;
    this.diagnostics = diagnostics;
  }

  WanInventory build(List<WanEdgeDevice> devices, List<BfdSession> sessions) {
    List<WanEdgeDevice> edges = withNames(devices);
    SortedMap<SiteId, List<WanEdgeDevice>> bySite = new TreeMap<>();
    for (WanEdgeDevice edge : edges) {
      bySite.computeIfAbsent(new SiteId(edge.siteId()), none -> new ArrayList<>()).add(edge);
    }
    List<Site> sites = new ArrayList<>();
    List<String> uncovered = new ArrayList<>();
    bySite.forEach(
        (id, here) -> {
          if (!managed.contains(id.value())) {
            uncovered.add(id.value());
          } else if (isManageable(id, here)) {
            sites.add(site(id, here, sessions));
          }
        });
    reportUncovered(uncovered);
    reportEmpty(bySite);
    return new WanInventory(sites, List.of(), tunnels(edges, sites, sessions), new TreeMap<>());
  }

  /** The edges by name; where two share one, by name and address. */
  private static List<WanEdgeDevice> withNames(List<WanEdgeDevice> devices) {
    Map<String, Long> uses =
        devices.stream()
            .collect(Collectors.groupingBy(WanEdgeDevice::hostName, Collectors.counting()));
    Set<String> addresses = new HashSet<>();
    return devices.stream()
        .filter(edge -> addresses.add(edge.systemIp()))
        .map(
            edge ->
                uses.getOrDefault(edge.hostName(), 1L) > 1
                    ? edge.named(edge.hostName() + " " + edge.systemIp())
                    : edge)
        .sorted(Comparator.comparing(WanEdgeDevice::hostName))
        .toList();
  }

  /**
   * False for a site with an edge in a policy group: a rule is in force at a site or not at all.
   */
  private boolean isManageable(SiteId id, List<WanEdgeDevice> edges) {
    Optional<WanEdgeDevice> grouped =
        edges.stream().filter(edge -> groups.containsKey(edge.uuid())).findFirst();
    grouped.ifPresent(
        edge ->
            warn(
                DiagnosticCode.SITE_UNMANAGEABLE,
                id.value(),
                "its edge '"
                    + edge.hostName()
                    + "' is configured by the policy group '"
                    + groups.get(edge.uuid())
                    + "', so no rule is written for the site; take the edge out of the group, or"
                    + " the site out of the setting 'sites'"));
    return grouped.isEmpty();
  }

  private Site site(SiteId id, List<WanEdgeDevice> here, List<BfdSession> sessions) {
    List<Edge> edges = new ArrayList<>();
    for (WanEdgeDevice edge : here) {
      List<Attachment> attachments = cache.attachments(edge, sessions);
      edges.add(new Edge(edge.hostName(), attachments));
      attachments.forEach(attachment -> reportDown(id, edge, attachment.transport(), sessions));
      if (attachments.isEmpty()) {
        warn(
            DiagnosticCode.TRANSPORTS_UNSEEN,
            id.value(),
            "its edge '"
                + edge.hostName()
                + "' has no tunnel session, and transports show by nothing else; bring a tunnel"
                + " of it up once");
      }
    }
    return new Site(id, id.value(), edges);
  }

  /**
   * The diagnostic also makes the host read again when a transport for which a rule waits is up.
   */
  private void reportDown(
      SiteId id, WanEdgeDevice edge, Transport transport, List<BfdSession> sessions) {
    boolean up =
        sessions.stream()
            .filter(session -> session.fromIp().equals(edge.systemIp()))
            .anyMatch(session -> session.local().equals(transport) && session.up());
    if (!up) {
      warn(
          DiagnosticCode.TRANSPORT_DOWN,
          id.value(),
          "its edge '" + edge.hostName() + "' has no tunnel up over " + transport);
    }
  }

  /** The tunnels between edges of the inventory. */
  private static List<Tunnel> tunnels(
      List<WanEdgeDevice> edges, List<Site> sites, List<BfdSession> sessions) {
    Map<String, String> names = new TreeMap<>();
    edges.forEach(edge -> names.put(edge.systemIp(), edge.hostName()));
    Set<String> managed =
        sites.stream()
            .flatMap(site -> site.edges().stream())
            .map(Edge::name)
            .collect(Collectors.toSet());
    return sessions.stream()
        .filter(session -> managed.contains(names.getOrDefault(session.fromIp(), "")))
        .filter(session -> managed.contains(names.getOrDefault(session.toIp(), "")))
        .map(session -> tunnel(session, names))
        .toList();
  }

  private static Tunnel tunnel(BfdSession session, Map<String, String> names) {
    return new Tunnel(
        names.getOrDefault(session.fromIp(), session.fromIp()),
        session.local(),
        names.getOrDefault(session.toIp(), session.toIp()),
        session.remote(),
        session.encrypted(),
        Optional.empty(),
        session.up(),
        Optional.empty());
  }

  private void reportUncovered(List<String> sites) {
    for (String site : sites) {
      diagnostics.accept(
          Diagnostic.info(
              DiagnosticCode.SITE_NOT_MANAGED,
              new Subject(Subject.Kind.SITE, site),
              "",
              "",
              "has edges and is not among the setting 'sites', so clients there are not covered"));
    }
  }

  private void reportEmpty(SortedMap<SiteId, List<WanEdgeDevice>> bySite) {
    NumberRanges there =
        NumberRanges.tryParse(bySite.keySet().stream().map(SiteId::value).toList()).orElseThrow();
    for (NumberRanges.NumberRange range : managed.ranges()) {
      if (there.in(new NumberRanges(List.of(range))).isEmpty()) {
        warn(
            DiagnosticCode.SITE_UNMANAGEABLE,
            range.toString(),
            "no edge of it is known to the Manager; give one that site id, or correct the setting"
                + " 'sites'");
      }
    }
  }

  private void warn(DiagnosticCode code, String site, String message) {
    diagnostics.accept(
        Diagnostic.warning(code, new Subject(Subject.Kind.SITE, site), "", "", message));
  }
}
