package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.BfdSessions.Session;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.fabric.SeedSite;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The real-time endpoints of edges: {@code /device/...?deviceId=SYSTEM-IP}. */
final class RealTimeEndpoints {

  private record Asked(SeedSite site, SeedEdge edge) {

    ObjectNode row() {
      return ResponseBodies.object()
          .put("vdevice-name", edge.systemIp())
          .put("vdevice-host-name", edge.hostName());
    }
  }

  private final ModelState state;
  private final BfdSessions sessions;

  RealTimeEndpoints(ModelState state) {
    this.state = state;
    this.sessions = new BfdSessions(state.fabric);
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", "/device/bfd/sessions", this::bfd)
        .add("GET", "/device/bfd/summary", this::bfdSummary)
        .add("GET", "/device/control/connections", this::connections)
        .add("GET", "/device/omp/peers", this::ompPeers)
        .add("GET", "/device/omp/routes/received", this::ompRoutes)
        .add("GET", "/device/policy/vsmart", this::policy)
        .add("GET", "/device/vpn", this::vpns)
        .add("GET", "/device/action/vpn", call -> everyVpn());
  }

  private Asked asked(RoutedModelRequest call) {
    String systemIp = call.requiredQuery("deviceId");
    for (SeedSite site : state.fabric.seed().sites()) {
      for (SeedEdge edge : site.edges()) {
        if (edge.systemIp().equals(systemIp) && !edge.reachable()) {
          throw ManagerErrorException.precondition(systemIp + " is not reachable");
        }
        if (edge.systemIp().equals(systemIp)) {
          return new Asked(site, edge);
        }
      }
    }
    throw ManagerErrorException.notFound("No device " + systemIp);
  }

  private List<Session> sessions(Asked asked) {
    return sessions.of(asked.site(), asked.edge());
  }

  private ModelResponse bfd(RoutedModelRequest call) {
    return ResponseBodies.data(sessions(asked(call)).stream().map(Session::view).toList());
  }

  private ModelResponse bfdSummary(RoutedModelRequest call) {
    Asked asked = asked(call);
    List<Session> all = sessions(asked);
    long up = all.stream().filter(Session::up).count();
    return ResponseBodies.data(
        List.of(
            asked
                .row()
                .put("bfd-sessions-total", Integer.toString(all.size()))
                .put("bfd-sessions-up", Long.toString(up))));
  }

  private ModelResponse connections(RoutedModelRequest call) {
    Asked asked = asked(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (ControllerState controller : state.controllers) {
      asked
          .edge()
          .tunnels()
          .forEach(
              tloc ->
                  rows.add(
                      asked
                          .row()
                          .put("peer-type", "vsmart")
                          .put("system-ip", controller.seed().systemIp())
                          .put("site-id", "1000")
                          .put("local-color", tloc.color())
                          .put("protocol", "dtls")
                          .put("state", controller.online() ? "up" : "down")));
    }
    return ResponseBodies.data(rows);
  }

  private ModelResponse ompPeers(RoutedModelRequest call) {
    Asked asked = asked(call);
    return ResponseBodies.data(
        state.controllers.stream()
            .filter(controller -> !asked.edge().isSdRouting())
            .map(
                controller ->
                    asked
                        .row()
                        .put("peer", controller.seed().systemIp())
                        .put("type", "vsmart")
                        .put("site-id", "1000")
                        .put("domain-id", "1")
                        .put("up-time", "0:01:00:00")
                        .put("state", controller.online() ? "up" : "down"))
            .toList());
  }

  /** A route a network, VPN and tunnel of each other site. */
  private ModelResponse ompRoutes(RoutedModelRequest call) {
    Asked asked = asked(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (Session session : sessions(asked)) {
      for (String network : session.peerSite().networks()) {
        for (int vpn : serviceVpns(asked.edge(), session.peer())) {
          rows.add(
              asked
                  .row()
                  .put("vpn-id", Integer.toString(vpn))
                  .put("prefix", network)
                  .put("ip", session.peer().systemIp())
                  .put("originator", session.peer().systemIp())
                  .put("site-id", session.peerSite().id())
                  .put("color", session.color())
                  .put("encap", session.encapsulation())
                  .put("status", session.up() ? "C I R" : "Inv U"));
        }
      }
    }
    return ResponseBodies.data(rows);
  }

  private static List<Integer> serviceVpns(SeedEdge edge, SeedEdge other) {
    return edge.vpns().stream()
        .filter(vpn -> vpn != 0 && vpn != 512 && other.vpns().contains(vpn))
        .toList();
  }

  /** The names of the data policies that hold at the edge's site. */
  private ModelResponse policy(RoutedModelRequest call) {
    Asked asked = asked(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (ControllerState controller : state.controllers) {
      controller.running().stream()
          .flatMap(policy -> policy.entries("data").stream())
          .filter(entry -> !asked.edge().isSdRouting())
          .filter(entry -> entry.sites().contains(Long.parseLong(asked.site().id())))
          .forEach(
              entry ->
                  rows.add(
                      asked
                          .row()
                          .put("from", controller.seed().systemIp())
                          .put("direction", entry.direction())
                          .put("data-policy", entry.definition().name())));
    }
    return ResponseBodies.data(rows);
  }

  private ModelResponse vpns(RoutedModelRequest call) {
    Asked asked = asked(call);
    return ResponseBodies.data(
        asked.edge().vpns().stream()
            .map(vpn -> asked.row().put("vpn-id", Integer.toString(vpn)))
            .toList());
  }

  private ModelResponse everyVpn() {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (SeedSite site : state.fabric.seed().sites()) {
      site.edges().forEach(edge -> numbers.addAll(edge.vpns()));
    }
    return ResponseBodies.data(
        numbers.stream()
            .map(vpn -> ResponseBodies.object().put("vpn-id", vpn.toString()))
            .toList());
  }
}
