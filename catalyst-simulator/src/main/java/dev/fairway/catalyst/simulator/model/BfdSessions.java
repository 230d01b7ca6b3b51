package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.fabric.SeedSite;
import dev.fairway.catalyst.simulator.model.fabric.SeedTloc;
import java.util.ArrayList;
import java.util.List;

/** The tunnels between edges of different sites: those of one colour find each other. */
final class BfdSessions {

  private static final int IPSEC_PORT = 12_346;

  /**
   * One tunnel, as one of its ends sees it.
   *
   * @param site where that end is
   * @param edge that end
   * @param peerSite where the other end is
   * @param peer the other end
   * @param color of both ends
   * @param encapsulation of the tunnel
   * @param up true where packets pass
   */
  record Session(
      SeedSite site,
      SeedEdge edge,
      SeedSite peerSite,
      SeedEdge peer,
      String color,
      String encapsulation,
      boolean up) {

    ObjectNode view() {
      return ResponseBodies.object()
          .put("vdevice-name", edge.systemIp())
          .put("vdevice-host-name", edge.hostName())
          .put("system-ip", peer.systemIp())
          .put("site-id", peerSite.id())
          .put("local-color", color)
          .put("color", color)
          .put("state", up ? "up" : "down")
          .put("proto", encapsulation)
          .put("src-ip", edge.systemIp())
          .put("dst-ip", peer.systemIp())
          .put("src-port", IPSEC_PORT)
          .put("dst-port", IPSEC_PORT)
          .put("detect-multiplier", "7")
          .put("transitions", "0");
    }
  }

  private final FabricState fabric;

  BfdSessions(FabricState fabric) {
    this.fabric = fabric;
  }

  /** All, by site, edge and colour as the seed has them. */
  List<Session> all() {
    List<Session> sessions = new ArrayList<>();
    for (SeedSite site : fabric.seed().sites()) {
      for (SeedEdge edge : site.edges()) {
        sessions.addAll(of(site, edge));
      }
    }
    return sessions;
  }

  /** Those of one edge. */
  List<Session> of(SeedSite site, SeedEdge edge) {
    List<Session> sessions = new ArrayList<>();
    for (SeedSite peerSite : fabric.seed().sites()) {
      for (SeedEdge peer : peerSite.edges()) {
        if (!peerSite.id().equals(site.id())) {
          edge.tunnels()
              .forEach(mine -> add(mine, new End(site, edge), new End(peerSite, peer), sessions));
        }
      }
    }
    return sessions;
  }

  private record End(SeedSite site, SeedEdge edge) {}

  private void add(SeedTloc mine, End end, End other, List<Session> sessions) {
    for (SeedTloc theirs : other.edge().tunnels()) {
      for (String encapsulation : mine.encapsulations()) {
        if (theirs.color().equals(mine.color())
            && theirs.encapsulations().contains(encapsulation)) {
          sessions.add(
              new Session(
                  end.site(),
                  end.edge(),
                  other.site(),
                  other.edge(),
                  mine.color(),
                  encapsulation,
                  isUp(end, mine.color()) && isUp(other, mine.color())));
        }
      }
    }
  }

  private boolean isUp(End end, String color) {
    return end.edge().reachable() && fabric.isUp(end.site().id(), color);
  }
}
