package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    List<WanEdgeDevice> edges =
        ResponseObjects.objects(DEVICES, api.get(DEVICES)).stream()
            .filter(WanEdgeDevice::isEdge)
            .map(WanEdgeDevice::of)
            .toList();
    List<BfdSession> sessions = BfdSession.readAll(api);
    List<Diagnostic> diagnostics = new ArrayList<>();
    unmanagedController(api).map(InventoryReader::unmanageable).ifPresent(diagnostics::add);
    WanInventory wan =
        new InventoryBuilder(fabric.sites(), cache, policyGroups(api), diagnostics::add)
            .build(edges, sessions);
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
   * the edge's uuid: the vendor does not say what such an edge makes of a centralized policy.
   */
  private static SortedMap<String, String> policyGroups(ManagerApi api) {
    SortedMap<String, String> groups = new TreeMap<>();
    for (ObjectNode group : ResponseObjects.objects(GROUPS, readGroups(api))) {
      String id = group.path("id").asText("");
      if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
        throw new ManagerException(
            ManagerException.Reason.UNREADABLE, "a policy group of GET " + GROUPS + " has no id");
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
}
