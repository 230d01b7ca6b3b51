package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks the fabric again and again, before every write and whenever it is told to, whether packets
 * to a Service's pods, and their replies, take what the Service asks for. A pod is looked after
 * from the pass that found it until it is gone. What is asked for is read from the declaration, not
 * from rules. Thread-safe: the fabric tells of a write in the thread that writes.
 */
final class TunnelWatch {

  private final DemoWan wan;
  private final DemoCluster cluster;
  private final Packets packets;
  private final ServiceKey service;
  private final List<Watched> watched = new ArrayList<>();
  private final List<String> strays = new ArrayList<>();
  private final SortedSet<String> ways = new TreeSet<>();
  private boolean on;
  private long asked;

  /** A packet and the way that it should take. */
  private record Watched(Flow flow, PacketPath wanted) {}

  TunnelWatch(DemoEnvironment stage, ServiceKey service) {
    this.wan = stage.wan();
    this.cluster = stage.cluster();
    this.packets = stage.packets();
    this.service = service;
    wan.onWrite(this::look);
  }

  /** Starts to look, or goes on with what a pass has found. */
  synchronized void follow(Optional<ResolvedService> found) {
    watched.clear();
    found.ifPresent(one -> one.claims().forEach(this::follow));
    on = true;
    look();
  }

  private void follow(PortClaim claim) {
    claim
        .treatment()
        .steer()
        .ifPresent(
            steer ->
                packets
                    .to(claim)
                    .forEach(
                        flow ->
                            watched.add(
                                new Watched(flow, PacketPath.over(steer.preference().get(0))))));
  }

  /** Looks no more. */
  synchronized void end() {
    on = false;
  }

  private synchronized void look() {
    if (!on) {
      return;
    }
    List<String> alive = cluster.pods(service).stream().map(DemoPod::toString).toList();
    for (Watched one : watched) {
      if (alive.contains(one.flow().destination().addressText())) {
        ask(one.flow(), one.wanted());
        ask(one.flow().reversed(), one.wanted());
      }
    }
  }

  private void ask(Flow flow, PacketPath wanted) {
    PacketPath taken = wan.forward(flow);
    asked++;
    ways.add(PathTable.word(taken));
    if (!taken.equals(wanted)) {
      strays.add(flow + ": " + PathTable.word(taken));
    }
  }

  /** How many packets were asked for, replies included. */
  synchronized long asked() {
    return asked;
  }

  /** The ways that they took. */
  synchronized SortedSet<String> ways() {
    return new TreeSet<>(ways);
  }

  /** The packets that did not take the way that they should, in the order of asking. */
  synchronized List<String> strays() {
    return List.copyOf(strays);
  }
}
