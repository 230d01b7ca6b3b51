package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.BfdSessions.Session;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.fabric.SeedSite;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of the device inventory, from the database: {@code /device}, {@code
 * /system/device}, {@code /data/device/state}.
 */
final class InventoryEndpoints {

  private static final int MAX_COUNT = 10_000;

  private final ModelState state;
  private final BfdSessions sessions;
  private final DeviceTemplates templates;

  InventoryEndpoints(ModelState state) {
    this.state = state;
    this.sessions = new BfdSessions(state.fabric);
    this.templates = new DeviceTemplates(state);
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", "/device", this::devices)
        .add("GET", "/device/system/info", this::systemInfo)
        .add("GET", "/system/device/controllers", this::controllers)
        .add("GET", "/system/device/vedges", this::edges)
        .add("GET", "/certificate/vedge/list", this::edges)
        .add("GET", "/data/device/state/{type}", this::bulk)
        .add("GET", "/device/bfd/synced/sessions", this::synced)
        .add("GET", "/device/bfd/state/device/tloc", this::tlocs);
  }

  private ModelResponse devices(RoutedModelRequest call) {
    return RowFilter.of(call).data(devices());
  }

  private List<ObjectNode> devices() {
    List<ObjectNode> devices = new ArrayList<>();
    devices.add(DeviceJson.manager());
    state.controllers.forEach(controller -> devices.add(DeviceJson.controller(controller)));
    for (SeedSite site : state.fabric.seed().sites()) {
      for (SeedEdge edge : site.edges()) {
        long up = sessions.of(site, edge).stream().filter(Session::up).count();
        devices.add(DeviceJson.edge(site.id(), edge, up));
      }
    }
    return devices;
  }

  /** Of one device, or of several. */
  private ModelResponse systemInfo(RoutedModelRequest call) {
    List<String> ids = call.queries("deviceId");
    if (ids.isEmpty()) {
      call.requiredQuery("deviceId");
    }
    List<ObjectNode> devices = devices();
    List<ObjectNode> found = new ArrayList<>();
    for (String id : ids) {
      found.add(
          devices.stream()
              .filter(device -> device.path("deviceId").asText().equals(id))
              .findFirst()
              .orElseThrow(() -> ManagerErrorException.notFound("No device " + id)));
    }
    return ResponseBodies.data(found);
  }

  private ModelResponse controllers(RoutedModelRequest call) {
    List<ObjectNode> rows = new ArrayList<>();
    rows.add(DeviceJson.configured(DeviceJson.manager(), Optional.empty()));
    state.controllers.forEach(
        controller ->
            rows.add(
                DeviceJson.configured(
                    DeviceJson.controller(controller), templates.of(controller))));
    return RowFilter.of(call).data(rows);
  }

  private ModelResponse edges(RoutedModelRequest call) {
    List<ObjectNode> rows = new ArrayList<>();
    for (EdgeState edge : state.edges) {
      ObjectNode device = DeviceJson.edge(edge.siteId(), edge.seed(), 0);
      rows.add(
          DeviceJson.configured(device, templates.of(edge))
              .put("solution", edge.seed().isSdRouting() ? "sd-routing" : "sdwan")
              .put("vedgeCertificateState", "certinstalled"));
    }
    return RowFilter.of(call).data(rows);
  }

  /** The sessions of the whole fabric, a page at a time. */
  private ModelResponse bulk(RoutedModelRequest call) {
    if (!call.part("type").equals("BFDSessions")) {
      throw ManagerErrorException.invalid("state data of type " + call.part("type"));
    }
    List<Session> all = sessions.all();
    int start = number(call, "startId", 0, 0, Integer.MAX_VALUE);
    int count = number(call, "count", MAX_COUNT, 1, MAX_COUNT);
    int from = Math.min(start, all.size());
    int to = (int) Math.min((long) from + count, all.size());
    ObjectNode answer = ResponseBodies.object();
    answer.set(
        "data", ResponseBodies.array(all.subList(from, to).stream().map(Session::view).toList()));
    answer
        .putObject("pageInfo")
        .put("startId", Integer.toString(from))
        .put("endId", Integer.toString(to))
        .put("moreEntries", to < all.size())
        .put("count", to - from);
    return ResponseBodies.ok(answer);
  }

  private static int number(RoutedModelRequest call, String name, int usual, int min, int max) {
    String text = call.query(name).orElseGet(() -> Integer.toString(usual));
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
      throw ManagerErrorException.invalid(name + " is '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private ModelResponse synced(RoutedModelRequest call) {
    String systemIp = call.requiredQuery("deviceId");
    return ResponseBodies.data(
        sessions.all().stream()
            .filter(session -> session.edge().systemIp().equals(systemIp))
            .map(Session::view)
            .toList());
  }

  private ModelResponse tlocs(RoutedModelRequest call) {
    String systemIp = call.requiredQuery("deviceId");
    List<ObjectNode> rows = new ArrayList<>();
    for (SeedSite site : state.fabric.seed().sites()) {
      for (SeedEdge edge : site.edges()) {
        if (edge.systemIp().equals(systemIp)) {
          edge.tunnels().forEach(tloc -> rows.add(tloc(site, edge, tloc.color())));
        }
      }
    }
    return ResponseBodies.data(rows);
  }

  private ObjectNode tloc(SeedSite site, SeedEdge edge, String color) {
    List<Session> own =
        sessions.of(site, edge).stream().filter(session -> session.color().equals(color)).toList();
    long up = own.stream().filter(Session::up).count();
    return ResponseBodies.object()
        .put("vdevice-name", edge.systemIp())
        .put("color", color)
        .put("sessionsTotal", own.size())
        .put("sessionsUp", up)
        .put("sessionsDown", own.size() - up);
  }
}
