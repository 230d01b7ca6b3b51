package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A probe that traces packets to the pods of a Service, and their replies, before every write to
 * the fabric and after every sync. The expected path comes from the declaration, not from rules. A
 * pod is probed from the sync that found it until it is gone. Thread-safe: the fabric announces a
 * write in the thread that writes.
 */
final class PathProbe {

  private final DemoWan wan;
  private final DemoCluster cluster;
  private final ServiceKey service;
  private final Map<Flow, PacketPath> expected = new LinkedHashMap<>();
  private final List<String> strays = new ArrayList<>();
  private final SortedSet<String> paths = new TreeSet<>();
  private long packets;

  PathProbe(DemoWan wan, DemoCluster cluster, ServiceKey service) {
    this.wan = wan;
    this.cluster = cluster;
    this.service = service;
    wan.writeListeners().accept(this::trace);
  }

  /** Probes what a sync resolved of the Service from now on; nothing where it is empty. */
  synchronized void follow(Optional<ResolvedService> resolved) {
    expected.clear();
    for (PortClaim claim : resolved.map(ResolvedService::claims).orElse(List.of())) {
      claim
          .treatment()
          .steer()
          .map(steer -> PacketPath.over(steer.preference().get(0)))
          .ifPresent(
              path -> cluster.addresses.flowsTo(claim).forEach(flow -> expected.put(flow, path)));
    }
    trace();
  }

  private synchronized void trace() {
    if (!expected.isEmpty()) {
      List<String> alive = cluster.pods(service).stream().map(SimulatedPod::address).toList();
      expected.forEach(
          (flow, path) -> {
            if (alive.contains(flow.destination().addressText())) {
              trace(flow, path);
              trace(flow.reversed(), path);
            }
          });
    }
  }

  private void trace(Flow flow, PacketPath wanted) {
    PacketPath path = wan.path().apply(flow);
    packets++;
    paths.add(PathTable.word(path));
    if (!path.equals(wanted)) {
      strays.add(flow + ": " + PathTable.word(path));
    }
  }

  /** The number of packets that were traced, replies included. */
  synchronized long packets() {
    return packets;
  }

  /** The paths that they took, each once, in words. */
  synchronized List<String> paths() {
    return List.copyOf(paths);
  }

  /** The packets that took another path than the expected one, in the order of tracing. */
  synchronized List<String> strays() {
    return List.copyOf(strays);
  }
}
