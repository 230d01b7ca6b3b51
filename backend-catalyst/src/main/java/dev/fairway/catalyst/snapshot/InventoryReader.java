package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
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
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reader of the inventory of a fabric from what its Manager has collected: four requests and
 * one for each policy group, and none that makes the Manager ask an edge. A transport shows only by
 * its sessions, so one that never had any is not seen. Remembers the transports of edges that were
 * lost; for one thread at a time.
 */
public final class InventoryReader {

  private static final String DEVICES = "/device";
  private static final String CONTROLLERS = "/template/policy/vsmart/connectivity/status";
  private static final String GROUPS = "/v1/policy-group";
  private static final String MANAGED_MODE = "vmanage";
  private static final String SD_ROUTING = "sd-routing";

  private final ManagedFabric fabric;
  private final EdgeTlocCache cache = new EdgeTlocCache();

  /** A reader of the sites that the settings name. */
  public InventoryReader(ManagedFabric fabric) {
    this.fabric = fabric;
  }

  /**
   * Reads.
   *
   * @throws ManagerException where the Manager does not answer, or the answer cannot be read
   */
  public WanSnapshot read(ManagerApi api) {
    List<ObjectNode> devices = ResponseObjects.objects(DEVICES, api.get(DEVICES));
    List<WanEdgeDevice> edges =
        devices.stream().filter(WanEdgeDevice::isEdge).map(WanEdgeDevice::of).toList();
    List<WanEdgeDevice> sdRouters =
        devices.stream().filter(WanEdgeDevice::isSdRouter).map(WanEdgeDevice::of).toList();
    List<BfdSession> sessions = BfdSession.readAll(api);
    List<Diagnostic> diagnostics = new ArrayList<>();
    unmanagedController(api).map(InventoryReader::unmanageable).ifPresent(diagnostics::add);
    WanInventory wan =
        new InventoryBuilder(sessions, policyGroups(api), sdRouters, diagnostics).build(edges);
    return new WanSnapshot(wan, fabric.profile(), Duration.ZERO, diagnostics);
  }

  /** The reason for which no rule may be written anywhere, where the inventory names one. */
  public static Optional<String> unmanageable(WanSnapshot wan) {
    return wan.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.FABRIC_UNMANAGEABLE)
        .map(Diagnostic::message)
        .findFirst();
  }

  /** The diagnostic that a policy cannot be changed on this fabric, and why. */
  static Diagnostic unmanageable(String why) {
    return Diagnostic.error(
        DiagnosticCode.FABRIC_UNMANAGEABLE,
        new Subject(Subject.Kind.BACKEND, "catalyst"),
        "",
        "",
        why);
  }

  /** A controller that the Manager does not configure: with one, the Manager activates nothing. */
  private static Optional<String> unmanagedController(ManagerApi api) {
    for (ObjectNode row : ResponseObjects.objects(CONTROLLERS, api.get(CONTROLLERS))) {
      String mode = row.path("operationMode").asText("");
      if (!mode.equals(MANAGED_MODE)) {
        return Optional.of(
            "controller "
                + row.path("deviceIp").asText(row.path("deviceUUID").asText("without a name"))
                + " is in mode '"
                + mode
                + "', so the Manager cannot give it a policy; attach a device template to it");
      }
    }
    return Optional.empty();
  }

  /**
   * The name of the policy group of the newer user experience (UX 2.0) that configures an edge, by
   * the edge's uuid: the vendor does not say what such an edge makes of a centralized policy. A
   * group of routers in SD-Routing mode has none of the overlay's edges.
   */
  private static SortedMap<String, String> policyGroups(ManagerApi api) {
    SortedMap<String, String> groups = new TreeMap<>();
    for (ObjectNode group : ResponseObjects.objects(GROUPS, readGroups(api))) {
      String id = group.path("id").asText("");
      if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
        throw new ManagerException(
            ManagerException.Reason.UNREADABLE, "a policy group of GET " + GROUPS + " has no id");
      }
      if (group.path("solution").asText("").equalsIgnoreCase(SD_ROUTING)) {
        continue;
      }
      String path = GROUPS + "/" + id + "/device/associate/";
      for (JsonNode device : ResponseObjects.object(path, api.get(path)).path("devices")) {
        groups.put(device.path("id").asText(""), group.path("name").asText(id));
      }
    }
    return groups;
  }

  /** The policy groups; none on a Manager before 20.12. */
  private static JsonNode readGroups(ManagerApi api) {
    try {
      return api.get(GROUPS);
    } catch (ManagerException failure) {
      if (failure.reason() == ManagerException.Reason.NOT_FOUND) {
        return JsonNodeFactory.instance.arrayNode();
      }
      throw failure;
    }
  }

  /** The builder of an inventory of the managed sites, with diagnostics of what is not in it. */
  private final class InventoryBuilder {

    private final List<BfdSession> sessions;
    private final SortedMap<String, String> groups;
    private final List<WanEdgeDevice> sdRouters;
    private final List<Diagnostic> diagnostics;

    InventoryBuilder(
        List<BfdSession> sessions,
        SortedMap<String, String> groups,
        List<WanEdgeDevice> sdRouters,
        List<Diagnostic> diagnostics) {
      this.sessions = sessions;
      this.groups = groups;
      this.sdRouters = sdRouters;
      this.diagnostics = diagnostics;
    }

    WanInventory build(List<WanEdgeDevice> devices) {
      List<WanEdgeDevice> edges = withNames(devices);
      SortedMap<SiteId, List<WanEdgeDevice>> bySite = new TreeMap<>();
      for (WanEdgeDevice edge : edges) {
        bySite.computeIfAbsent(new SiteId(edge.siteId()), none -> new ArrayList<>()).add(edge);
      }
      List<Site> sites = new ArrayList<>();
      List<String> uncovered = new ArrayList<>();
      bySite.forEach(
          (id, here) -> {
            if (!fabric.sites().contains(id.value())) {
              uncovered.add(id.value());
            } else if (isManageable(id, here)) {
              sites.add(site(id, here));
            }
          });
      reportUncovered(uncovered);
      reportSdRouters();
      reportEmpty(bySite);
      return new WanInventory(sites, List.of(), tunnels(edges, sites), new TreeMap<>());
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
                  ("its edge '%s' is configured by the policy group '%s', so no rule is written for"
                          + " the site; take the edge out of the group, or the site out of the setting"
                          + " 'sites'")
                      .formatted(edge.hostName(), groups.get(edge.uuid()))));
      return grouped.isEmpty();
    }

    private Site site(SiteId id, List<WanEdgeDevice> here) {
      List<Edge> edges = new ArrayList<>();
      for (WanEdgeDevice edge : here) {
        List<Attachment> attachments = cache.attachments(edge, sessions);
        edges.add(new Edge(edge.hostName(), attachments));
        attachments.forEach(attachment -> reportDown(id, edge, attachment.transport()));
        if (attachments.isEmpty()) {
          warn(
              DiagnosticCode.TRANSPORTS_UNSEEN,
              id.value(),
              ("its edge '%s' has no tunnel session, and transports show by nothing else; bring a"
                      + " tunnel of it up once")
                  .formatted(edge.hostName()));
        }
      }
      return new Site(id, id.value(), edges);
    }

    /**
     * The diagnostic also makes the host read again when a transport for which a rule waits is up.
     */
    private void reportDown(SiteId id, WanEdgeDevice edge, Transport transport) {
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
    private List<Tunnel> tunnels(List<WanEdgeDevice> edges, List<Site> sites) {
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
        diagnostics.add(
            Diagnostic.info(
                DiagnosticCode.SITE_NOT_MANAGED,
                new Subject(Subject.Kind.SITE, site),
                "",
                "",
                "has edges and is not among the setting 'sites', so clients there are not covered"));
      }
    }

    private void reportSdRouters() {
      for (WanEdgeDevice router : sdRouters) {
        if (fabric.sites().contains(router.siteId())) {
          diagnostics.add(
              Diagnostic.info(
                  DiagnosticCode.SITE_NOT_MANAGED,
                  new Subject(Subject.Kind.SITE, router.siteId()),
                  "",
                  "",
                  ("its router '%s' is in SD-Routing mode, so it is no part of the overlay and takes"
                          + " no rule; clients behind it are not covered")
                      .formatted(router.hostName())));
        }
      }
    }

    private void reportEmpty(SortedMap<SiteId, List<WanEdgeDevice>> bySite) {
      NumberRanges there =
          NumberRanges.tryParse(bySite.keySet().stream().map(SiteId::value).toList()).orElseThrow();
      for (NumberRanges.NumberRange range : fabric.sites().ranges()) {
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
      diagnostics.add(
          Diagnostic.warning(code, new Subject(Subject.Kind.SITE, site), "", "", message));
    }
  }
}
