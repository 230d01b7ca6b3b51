package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.demo.Demo.DemoServices;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.embedded.SimulatedPods;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.operator.document.WrappedText;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.spi.PacketPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The story: its scenes from an empty fabric to an empty fabric, and the totals after them. */
final class Story extends ScenePlayer {

  private static final int PODS_SHOWN = 4;
  private static final int PODS_ROLLED = 3;

  /** The number of rules on the fabric at the end. */
  int rulesLeft;

  /** A story of an operator that is not started. */
  Story(DemoOperator operator, DemoServices services, StoryPrinter printer) {
    super(operator, services, printer);
  }

  /** Plays it from its first line to its last. */
  void play() {
    WrappedText.wrap("", "", StoryPrinter.sentence("opening")).forEach(printer.out::println);
    play("The fabric", this::fabric);
    play("The annotation, and who serves it", this::annotation);
    play("Before", this::noRules);
    play("The plan, and then the deed", this::firstPlan);
    play("A rolling update", this::rollingUpdate);
    play("A pod dies", this::podDies);
    play("The tunnel goes down", this::tunnelDown);
    play("A typo", this::typo);
    play("Two Services, one pod", this::conflict);
    play("A stranger's packet", this::stranger);
    play("A mark", this::mark);
    play("The annotation is removed", this::removal);
    totals();
    tryNext();
    printer.out.flush();
  }

  private void fabric() {
    wan.notes().forEach(printer::say);
    WanInventory inventory = wan.inventory();
    for (Site site : inventory.sites()) {
      String networks =
          joined(
              inventory.networks().stream()
                  .filter(network -> network.site().filter(site.id()::equals).isPresent())
                  .map(Network::prefix));
      String edges = joined(site.edges().stream().map(Edge::name));
      say("fabric.site", site.id(), site.name(), networks, edges);
    }
    long up = inventory.tunnels().stream().filter(Tunnel::up).count();
    say("fabric.tunnels", inventory.tunnels().size(), joined(inventory.transports().stream()), up);
    say("fabric.rules", rules());
  }

  private static String joined(Stream<?> items) {
    return items.map(Object::toString).collect(Collectors.joining(", "));
  }

  private void annotation() {
    cluster.manifests.notes().forEach(printer::say);
    if (services.declared() != DemoServices.Declared.USABLE) {
      declareTunnel();
    }
    ResolvedService service = resolved().orElseThrow();
    printService(followed);
    for (AnnotationRef annotation : service.state().reading().annotations()) {
      say("annotation.asks", annotation.key(), annotation.value());
    }
    Optional<ServiceIntent> intent = service.declaration().inForce();
    say("annotation.understood", intent.map(ServiceIntent::canonical).orElse("nothing"));
    services.other().ifPresent(this::printService);
    services.other().ifPresent(other -> say("annotation.nothing"));
  }

  private void declareTunnel() {
    if (services.declared() == DemoServices.Declared.NOTHING) {
      say("annotation.none", followedName);
    } else {
      say("annotation.unusable", followedName);
      printer.diagnostics(resolved().orElseThrow().diagnostics());
      say("annotation.instead");
    }
    String tunnel = DemoManifests.BUSINESS.value();
    cluster.annotate(followed, with(withoutOurs(cluster.annotations(followed)), TUNNEL, tunnel));
    printer.annotate(followed, TUNNEL + "=" + tunnel);
  }

  private void printService(ServiceKey service) {
    List<SimulatedPod> pods = cluster.pods(service);
    say("service", service.namespace(), service.name());
    for (SimulatedPod pod : pods.subList(0, Math.min(PODS_SHOWN, pods.size()))) {
      say("service.pod", pod.address(), cluster.addresses.siteName(pod.address()), pod.name());
    }
    if (pods.size() > PODS_SHOWN) {
      say("service.more", pods.size() - PODS_SHOWN);
    }
  }

  private void noRules() {
    say("before");
    trace("now", services.other());
    printer.paths(moments);
  }

  private void firstPlan() {
    trace("before", services.other());
    PlannedSync planned = operator.plan();
    Set<Diagnostic> diagnostics =
        planned.cluster().services().stream()
            .flatMap(service -> service.diagnostics().stream())
            .collect(Collectors.toSet());
    printer.out.print(PlanText.of(document(planned, diagnostics), true, printer.style));
    printer.diagnostics(diagnostics);
    showStatus(
        sync("the operator starts", operator.controller::start),
        followed,
        status -> printer.conditions(status.conditions(), status.diagnostics()));
    showPaths("now");
    printer.out.println();
    say("plan.again", PlanText.summary(document(operator.plan(), Set.of())));
  }

  private static PlanDocument document(PlannedSync planned, Set<Diagnostic> diagnostics) {
    return PlanDocument.of(planned.plan(), planned.translation(), planned.observed(), diagnostics);
  }

  /** Replaces pods one by one, and says whether a packet ever left the tunnel meanwhile. */
  private void rollingUpdate() {
    probe.follow(resolved());
    List<SimulatedPod> pods = cluster.pods(followed);
    List<SimulatedPod> rolled = pods.subList(0, Math.min(PODS_ROLLED, pods.size()));
    for (SimulatedPod old : rolled) {
      SimulatedPod fresh = cluster.nextTo(old);
      roll(fresh.address() + " joins " + old.address(), running -> running.start(fresh, old));
      roll(old.address() + " drains", running -> running.drain(old));
      roll(old.address() + " is gone", running -> running.stop(old));
    }
    probe.follow(Optional.empty());
    if (pods.size() > rolled.size()) {
      say("rolling.more", pods.size() - rolled.size());
    }
    say("rolling.looked");
    String paths = String.join(", ", probe.paths);
    String result =
        StoryPrinter.sentence("rolling.packets", probe.packets, probe.strays.size(), paths);
    boolean good = probe.strays.isEmpty();
    printer.out.println("    " + (good ? printer.style.good(result) : printer.style.bad(result)));
    probe.strays.stream().limit(PODS_ROLLED).forEach(printer::quote);
  }

  private void roll(String occasion, Consumer<SimulatedPods> edit) {
    edit(occasion, edit);
    probe.follow(resolved());
  }

  private void edit(String occasion, Consumer<SimulatedPods> edit) {
    sync(occasion, () -> cluster.edit(edit));
  }

  private void podDies() {
    SimulatedPod dead = cluster.pods(followed).get(0);
    trace("alive", Optional.empty());
    edit(dead.address() + " dies without draining", running -> running.stop(dead));
    look("dead");
    SimulatedPod fresh = cluster.nextTo(dead);
    edit(fresh.address() + " comes for it", running -> running.start(fresh, dead));
    printer.paths(moments);
    say("death");
  }

  private void tunnelDown() {
    Steer steer = steer();
    trace("before", services.other());
    PacketPath down = PacketPath.any();
    for (Transport transport : steer.preference()) {
      sync(transport + " is down everywhere", () -> wan.transports().accept(transport, false));
      boolean last = transport.equals(steer.preference().get(steer.preference().size() - 1));
      down = look(last ? "it is down" : transport + " down").get(0).request();
    }
    changeFallback(steer);
    showPaths("as it was");
    if (down.kind() == PacketPath.Kind.DROP) {
      say("down.exclusive");
    }
    say("down.writes");
  }

  /** Declares the other fallback while no transport is up, and the old one afterwards. */
  private void changeFallback(Steer steer) {
    SortedMap<String, String> annotations = cluster.annotations(followed);
    String other = (steer.fallback() == Fallback.NONE ? Fallback.ANY : Fallback.NONE).text();
    String key = fallbackKey(annotations);
    annotate("the rules change", with(annotations, key, other), key);
    look("fallback: " + other);
    sync(
        "it is up again",
        () -> steer.preference().forEach(transport -> wan.transports().accept(transport, true)));
    annotate("the rules change back", annotations, key);
  }

  private void typo() {
    SortedMap<String, String> annotations = cluster.annotations(followed);
    trace("before", Optional.empty());
    String key = tunnelKey(annotations);
    String value = mistyped(steer().preference().get(0).value());
    showStatus(
        annotate("the annotation is wrong", with(annotations, key, value), key),
        followed,
        printer::status);
    showPaths("now");
    say("typo");
    sync("the annotation is right again", () -> cluster.annotate(followed, annotations));
  }

  private void conflict() {
    trace("before", Optional.empty());
    List<Transport> wanted = steer().preference();
    String tunnel =
        wan.inventory().transports().stream()
            .filter(transport -> !wanted.contains(transport))
            .findFirst()
            .orElse(wanted.get(wanted.size() - 1))
            .value();
    ServiceKey rival = cluster.freeName(followed, "-canary");
    say("conflict.rival", rival.name(), TUNNEL, tunnel);
    Runnable creation = () -> cluster.copy(followed, rival, Map.of(TUNNEL, tunnel));
    showStatus(sync(rival.name() + " comes", creation), rival, printer::status);
    showPaths("now");
    say("conflict");
    sync(rival.name() + " is deleted", () -> cluster.delete(rival));
  }

  /** Admits the peers of one site only, and observes one at another site and one elsewhere. */
  private void stranger() {
    if (!DemoCluster.endpoints(cluster.state(followed))
        .allMatch(endpoint -> endpoint.pod().isPresent())) {
      say("access.unproven", followedName);
      return;
    }
    SortedMap<String, String> annotations = cluster.annotations(followed);
    Flow admitted = flowToFollowed().orElseThrow();
    Flow stranger = cluster.addresses.fromThirdSite(admitted);
    Flow internet = DemoAddresses.fromInternet(admitted);
    SiteId site = cluster.addresses.siteOf(admitted.source()).orElseThrow();
    SiteId other = cluster.addresses.siteOf(stranger.source()).orElseThrow();
    String outside = internet.source().addressText();
    say(
        "access.clients",
        admitted.source().addressText(),
        site,
        stranger.source().addressText(),
        other,
        outside);
    cluster.keepPods();
    trace("before", List.of(admitted, stranger, internet));
    DemoSync sync =
        annotate(
            "site " + site + " alone is admitted",
            with(annotations, ACCESS, "from=" + site),
            ACCESS);
    showStatus(sync, followed, printer::status);
    boolean dropped = showPaths("access").get(1).request().kind() == PacketPath.Kind.DROP;
    if (dropped) {
      say("access.drop", outside);
      say("access.pods");
    }
    sayUnsupported(sync, followed);
    annotate("everybody is admitted again", annotations, ACCESS);
  }

  /** Marks the packets of the Service that declares nothing, where there is one. */
  private void mark() {
    ServiceKey marked = services.other().orElse(followed);
    SortedMap<String, String> annotations = cluster.annotations(marked);
    trace("before", services.other());
    DemoSync sync = annotate(marked, "its packets are marked", with(annotations, DSCP, "ef"), DSCP);
    showStatus(sync, marked, printer::status);
    List<ObservedPath> paths = showPaths("dscp");
    if (paths.get(paths.size() - 1).request().mark().isPresent()) {
      say(marked.equals(followed) ? "mark.beside" : "mark.alone");
    }
    sayUnsupported(sync, marked);
    annotate(marked, "they are not any more", annotations, DSCP);
  }

  private void sayUnsupported(DemoSync sync, ServiceKey service) {
    if (isUnsupported(sync, service)) {
      say("unsupported");
    }
  }

  private void removal() {
    trace("before", services.other());
    SortedMap<String, String> annotations = cluster.annotations(followed);
    SortedMap<String, String> others = withoutOurs(annotations);
    annotations.keySet().stream()
        .filter(IntentAnnotations::isOurs)
        .forEach(key -> printer.annotate(followed, key + "-"));
    if (cluster.namespaceDeclares(followed)) {
      printer.annotate(followed, CLASS + "=none");
      others.put(CLASS, "none");
    }
    sync("nothing is asked for any more", () -> cluster.annotate(followed, others));
    awaitConditions(followed, List.of());
    showPaths("now");
    say("removal", rules());
  }

  private void totals() {
    printer.heading("In total");
    rulesLeft = rules();
    say(
        "totals",
        syncs.size(),
        syncs.stream().mapToLong(DemoSync::writes).sum(),
        rulesLeft,
        spread(syncs, DemoSync::took),
        spread(syncs.subList(1, syncs.size()), DemoSync::delay),
        DemoOperator.DEBOUNCE.toMillis());
    long held = syncs.stream().filter(sync -> !sync.report().holds().isEmpty()).count();
    say("totals.safety", held == 0 ? "Nothing" : "Something in " + held + " syncs");
  }

  private static String spread(List<DemoSync> syncs, Function<DemoSync, Duration> time) {
    List<String> times = syncs.stream().map(time).sorted().map(StoryPrinter::millis).toList();
    String median = times.get(times.size() / 2);
    return StoryPrinter.sentence("totals.spread", median, times.get(times.size() - 1));
  }

  private void tryNext() {
    printer.heading("Try next");
    if (services.declared() != DemoServices.Declared.USABLE) {
      say("next.annotate", TUNNEL, DemoManifests.BUSINESS);
    }
    say("next.folder");
    String source = cluster.manifests.source();
    for (String query : List.of("plan", "trace " + traceArguments(), "explain " + followedName)) {
      printer.command("./fairway " + query, source, DemoManifests.FABRIC_OPTIONS);
    }
  }
}
