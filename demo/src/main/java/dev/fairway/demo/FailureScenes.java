package dev.fairway.demo;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.wan.Transport;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.spi.PacketPath;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The scenes in which pods come and go, and tunnels go down and up. */
final class FailureScenes {

  private static final int PODS_ROLLED = 3;

  private FailureScenes() {}

  /** Replaces pods one by one, and says whether a packet ever left the tunnel meanwhile. */
  static void rollingUpdate(ScenePlayer player) {
    DemoCluster cluster = player.cluster();
    StoryPrinter printer = player.printer();
    PathProbe probe = player.startProbe();
    List<SimulatedPod> pods = cluster.pods(player.followed());
    List<SimulatedPod> rolled = pods.subList(0, Math.min(PODS_ROLLED, pods.size()));
    for (SimulatedPod old : rolled) {
      SimulatedPod fresh = cluster.nextTo(old);
      sync(player, fresh.address() + " joins " + old.address(), () -> cluster.start(fresh, old));
      sync(player, old.address() + " drains", () -> cluster.drain(old));
      sync(player, old.address() + " is gone", () -> cluster.stop(old));
    }
    probe.follow(Optional.empty());
    if (pods.size() > rolled.size()) {
      printer.say("And so on: " + (pods.size() - rolled.size()) + " of its pods are left.");
    }
    printer.say(
        "A pod that drains still answers, so it keeps its rule until it is gone. Looked before"
            + " every write and after every pass, to every pod that lived, there and back:");
    printer.verdict(
        probe.strays().isEmpty(),
        probe.packets()
            + " packets, "
            + probe.strays().size()
            + " astray; they took: "
            + String.join(", ", probe.paths())
            + ".");
    probe.strays().stream().limit(PODS_ROLLED).forEach(printer::quote);
  }

  private static void sync(ScenePlayer player, String occasion, Runnable event) {
    player.sync(occasion, event);
    player.probe().follow(player.resolved(player.followed()));
  }

  static void podDies(ScenePlayer player) {
    DemoCluster cluster = player.cluster();
    SimulatedPod dead = cluster.pods(player.followed()).get(0);
    player.traceFollowed();
    player.look("alive");
    player.sync(dead.address() + " dies without draining", () -> cluster.stop(dead));
    player.look("dead");
    SimulatedPod fresh = cluster.nextTo(dead);
    player.sync(fresh.address() + " comes for it", () -> cluster.start(fresh, dead));
    player.showPaths();
    player.printer().say("Whoever gets that address next does not inherit the tunnel.");
  }

  static void tunnelDown(ScenePlayer player) {
    Steer steer = player.steer();
    List<Transport> transports = steer.preference();
    player.traceBoth();
    player.look("before");
    PacketPath down = PacketPath.any();
    for (Transport transport : transports) {
      player.sync(
          transport + " is down everywhere",
          () -> player.wan().transports().accept(transport, false));
      boolean last = transport.equals(transports.get(transports.size() - 1));
      down = player.look(last ? "it is down" : transport + " down").get(0).request();
    }
    changeFallback(player, steer);
    player.look("as it was");
    player.showPaths();
    if (down.kind() == PacketPath.Kind.DROP) {
      player.printer().say("Exclusive means exclusive: better no path than one that nobody chose.");
    }
    player
        .printer()
        .say(
            "A tunnel that falls or rises costs no write: the rules say beforehand what happens"
                + " then.");
  }

  /** Declares the other fallback while no transport is up, and the old one afterwards. */
  private static void changeFallback(ScenePlayer player, Steer steer) {
    SortedMap<String, String> annotations = player.cluster().annotations(player.followed());
    String other = (steer.fallback() == Fallback.NONE ? Fallback.ANY : Fallback.NONE).text();
    String key = AnnotationEdits.fallbackKey(annotations);
    player.annotate(
        "the rules change", AnnotationEdits.with(annotations, key, other), key + "=" + other);
    player.look("fallback: " + other);
    player.sync(
        "it is up again",
        () ->
            steer
                .preference()
                .forEach(transport -> player.wan().transports().accept(transport, true)));
    String old = annotations.containsKey(key) ? key + "=" + annotations.get(key) : key + "-";
    player.annotate("the rules change back", annotations, old);
  }
}
