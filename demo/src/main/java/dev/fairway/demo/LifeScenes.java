package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Pods come and go, tunnels fall and rise. */
final class LifeScenes {

  private static final int PODS_ROLLED = 3;

  private final DemoEnvironment stage;
  private final StoryPrinter narrator;
  private final DemoServices cast;

  LifeScenes(DemoEnvironment stage, DemoServices cast) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  /** Replaces pods one by one, and says whether a packet ever left the tunnel meanwhile. */
  TunnelWatch rollingUpdate() {
    narrator.scene("A rolling update");
    List<DemoPod> pods = stage.cluster().pods(cast.star());
    List<DemoPod> rolled = pods.subList(0, Math.min(PODS_ROLLED, pods.size()));
    TunnelWatch watch = new TunnelWatch(stage, cast.star());
    watch.follow(stage.understood(cast.star()));
    for (DemoPod old : rolled) {
      DemoPod fresh = stage.cluster().start(old);
      pass(watch, fresh + " joins " + old);
      stage.cluster().drain(old);
      pass(watch, old + " drains");
      stage.cluster().stop(old);
      pass(watch, old + " is gone");
    }
    watch.end();
    if (pods.size() > rolled.size()) {
      narrator.say("And so on: " + (pods.size() - rolled.size()) + " of its pods are left.");
    }
    narrator.say(
        "A pod that drains still answers, so it keeps its rule until it is gone. Looked before"
            + " every write and after every pass, to every pod that lived, there and back:");
    tell(watch);
    return watch;
  }

  private void pass(TunnelWatch watch, String occasion) {
    PlayedPass pass = stage.pass(occasion);
    watch.follow(
        pass.report().planned().flatMap(planned -> planned.cluster().service(cast.star())));
  }

  private void tell(TunnelWatch watch) {
    String asked = watch.asked() + " packets, " + watch.strays().size() + " astray";
    String ways = "; they took: " + String.join(", ", watch.ways()) + ".";
    narrator.verdict(watch.strays().isEmpty(), asked + ways);
    watch.strays().stream().limit(PODS_ROLLED).forEach(narrator::quote);
  }

  void podDies() {
    narrator.scene("A pod dies");
    DemoPod dead = stage.cluster().pods(cast.star()).get(0);
    Map<ServiceKey, Flow> flows = stage.flowToStar(cast);
    List<ObservedPath> before = stage.look("alive", flows);
    stage.cluster().stop(dead);
    stage.pass(dead + " dies without draining");
    List<ObservedPath> after = stage.look("dead", flows);
    stage.pass(stage.cluster().startAfter(dead) + " comes for it");
    stage.show(before, after);
    narrator.say("Whoever gets that address next does not inherit the tunnel.");
  }

  void tunnelDown() {
    narrator.scene("The tunnel goes down");
    Steer steer = stage.steer(cast);
    Map<ServiceKey, Flow> flows = stage.flows(cast);
    List<List<ObservedPath>> looks = new ArrayList<>();
    looks.add(stage.look("before", flows));
    for (Transport transport : steer.preference()) {
      stage.wan().setTransport(transport, false);
      stage.pass(transport + " is down everywhere");
      boolean last = looks.size() == steer.preference().size();
      looks.add(stage.look(last ? "it is down" : transport + " down", flows));
    }
    changeFallback(steer, flows, looks);
    looks.add(stage.look("as it was", flows));
    stage.show(looks);
    moral(steer, looks);
  }

  /** Somebody asks for the other fallback while nothing is up, and for the old one afterwards. */
  private void changeFallback(
      Steer steer, Map<ServiceKey, Flow> flows, List<List<ObservedPath>> looks) {
    SortedMap<String, String> annotations = stage.cluster().annotations(cast.star());
    String other = (steer.fallback() == Fallback.NONE ? Fallback.ANY : Fallback.NONE).text();
    String key = AnnotationEdits.fallbackKey(annotations);
    edit(AnnotationEdits.with(annotations, key, other), key + "=" + other);
    stage.pass("the rules change");
    looks.add(stage.look("fallback: " + other, flows));
    steer.preference().forEach(transport -> stage.wan().setTransport(transport, true));
    stage.pass("it is up again");
    boolean had = annotations.containsKey(key);
    edit(annotations, had ? key + "=" + annotations.get(key) : key + "-");
    stage.pass("the rules change back");
  }

  private void edit(SortedMap<String, String> annotations, String typed) {
    stage.cluster().annotate(cast.star(), annotations);
    narrator.annotate(cast.star(), typed);
  }

  private void moral(Steer steer, List<List<ObservedPath>> looks) {
    PacketPath down = looks.get(steer.preference().size()).get(0).request();
    if (down.kind() == PacketPath.Kind.DROP) {
      narrator.say("Exclusive means exclusive: better no path than one that nobody chose.");
    }
    narrator.say(
        "A tunnel that falls or rises costs no write: the rules say beforehand what happens then.");
  }
}
