package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.embedded.SimulatedPods;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The story: its scenes from an empty fabric to an empty fabric, and the totals after them. */
final class Story extends ScenePlayer {

  private static final int PODS_SHOWN = 4;
  private static final int PODS_ROLLED = 3;

  /** The probe of the rolling update. */
  final PathProbe probe;

  /** A story of an operator that is not started. */
  Story(
      DemoCluster cluster,
      DemoWan wan,
      DemoOperator operator,
      DemoServices services,
      StoryPrinter printer,
      LongSupplier nanos) {
    super(cluster, wan, operator, services, printer, nanos);
    this.probe = new PathProbe(wan, cluster, followed);
  }

  /** Plays it from its first line to its last. */
  void play() {
    printer.open(StoryText.of("opening"));
    play("The fabric", this::fabric);
    play("The annotation, and who serves it", this::annotation);
    play("Before", this::noRules);
    play("The plan, and then the deed", this::firstPlan);
    play("A rolling update", this::rollingUpdate);
    play("A pod dies", this::podDies);
    play("The tunnel goes down", this::tunnelDown);
    play("A typo", this::typo);
    play("Two Services, one pod", this::conflict);
    play("The annotation is removed", this::removal);
    totals();
    tryNext();
    printer.flush();
  }

  private void fabric() {
    wan.notes().forEach(printer::say);
    WanInventory inventory = wan.inventory();
    for (Site site : inventory.sites()) {
      Stream<Network> networks =
          inventory.networks().stream()
              .filter(network -> network.site().filter(site.id()::equals).isPresent());
      say(
          "fabric.site",
          site.id(),
          site.name(),
          joined(networks.map(Network::prefix)),
          joined(site.edges().stream().map(Edge::name)));
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
    ResolvedService service = resolved(followed).orElseThrow();
    printService(followed);
    service
        .state()
        .reading()
        .annotations()
        .forEach(annotation -> say("annotation.asks", annotation.key(), annotation.value()));
    say(
        "annotation.understood",
        service.declaration().inForce().map(ServiceIntent::canonical).orElse("nothing"));
    services
        .other()
        .ifPresent(
            other -> {
              printService(other);
              say("annotation.nothing");
            });
  }

  private void declareTunnel() {
    if (services.declared() == DemoServices.Declared.NOTHING) {
      say("annotation.none", followedName());
    } else {
      say("annotation.unusable", followedName());
      printer.diagnostics(resolved(followed).orElseThrow().diagnostics());
      say("annotation.instead");
    }
    String tunnel = DemoManifests.BUSINESS.value();
    cluster.annotate(
        followed,
        AnnotationEdits.with(
            AnnotationEdits.withoutOurs(cluster.annotations(followed)),
            AnnotationEdits.TUNNEL,
            tunnel));
    printer.annotate(followed, AnnotationEdits.TUNNEL + "=" + tunnel);
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
    traceBoth();
    look("now");
    showPaths();
  }

  private void firstPlan() {
    traceBoth();
    look("before");
    PlannedSync planned = plan();
    Set<Diagnostic> diagnostics =
        planned.cluster().services().stream()
            .flatMap(service -> service.diagnostics().stream())
            .collect(Collectors.toSet());
    printer.text(PlanText.of(document(planned, diagnostics), true, printer.style));
    printer.diagnostics(diagnostics);
    DemoSync first = sync("the operator starts", operator.controller::start);
    showConditions(first, followed);
    printer.line("");
    look("now");
    showPaths();
    printer.line("");
    say("plan.again", PlanText.summary(document(plan(), Set.of())));
  }

  private static PlanDocument document(PlannedSync planned, Set<Diagnostic> diagnostics) {
    return PlanDocument.of(planned.plan(), planned.translation(), planned.observed(), diagnostics);
  }

  /** Replaces pods one by one, and says whether a packet ever left the tunnel meanwhile. */
  private void rollingUpdate() {
    probe.follow(resolved(followed));
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
    List<String> strays = probe.strays();
    printer.verdict(
        strays.isEmpty(),
        StoryText.of(
            "rolling.packets", probe.packets(), strays.size(), String.join(", ", probe.paths())));
    strays.stream().limit(PODS_ROLLED).forEach(printer::quote);
  }

  private void roll(String occasion, Consumer<SimulatedPods> edit) {
    sync(occasion, () -> cluster.edit(edit));
    probe.follow(resolved(followed));
  }

  private void podDies() {
    SimulatedPod dead = cluster.pods(followed).get(0);
    traceFollowed();
    look("alive");
    sync(
        dead.address() + " dies without draining",
        () -> cluster.edit(running -> running.stop(dead)));
    look("dead");
    SimulatedPod fresh = cluster.nextTo(dead);
    sync(
        fresh.address() + " comes for it",
        () -> cluster.edit(running -> running.start(fresh, dead)));
    showPaths();
    say("death");
  }

  private void tunnelDown() {
    Steer steer = steer();
    List<Transport> transports = steer.preference();
    traceBoth();
    look("before");
    PacketPath down = PacketPath.any();
    for (Transport transport : transports) {
      sync(transport + " is down everywhere", () -> wan.transports().accept(transport, false));
      boolean last = transport.equals(transports.get(transports.size() - 1));
      down = look(last ? "it is down" : transport + " down").get(0).request();
    }
    changeFallback(steer);
    look("as it was");
    showPaths();
    if (down.kind() == PacketPath.Kind.DROP) {
      say("down.exclusive");
    }
    say("down.writes");
  }

  /** Declares the other fallback while no transport is up, and the old one afterwards. */
  private void changeFallback(Steer steer) {
    SortedMap<String, String> annotations = cluster.annotations(followed);
    String other = (steer.fallback() == Fallback.NONE ? Fallback.ANY : Fallback.NONE).text();
    String key = AnnotationEdits.fallbackKey(annotations);
    annotate("the rules change", AnnotationEdits.with(annotations, key, other), key + "=" + other);
    look("fallback: " + other);
    sync(
        "it is up again",
        () -> steer.preference().forEach(transport -> wan.transports().accept(transport, true)));
    String old = annotations.containsKey(key) ? key + "=" + annotations.get(key) : key + "-";
    annotate("the rules change back", annotations, old);
  }

  private void typo() {
    SortedMap<String, String> annotations = cluster.annotations(followed);
    traceFollowed();
    look("before");
    String key = AnnotationEdits.tunnelKey(annotations);
    String value = AnnotationEdits.mistyped(steer().preference().get(0).value());
    DemoSync wrong =
        annotate(
            "the annotation is wrong",
            AnnotationEdits.with(annotations, key, value),
            key + "=" + value);
    showStatus(wrong, followed);
    printer.line("");
    look("now");
    showPaths();
    say("typo");
    sync("the annotation is right again", () -> cluster.annotate(followed, annotations));
  }

  private void conflict() {
    traceFollowed();
    look("before");
    List<Transport> wanted = steer().preference();
    String tunnel =
        wan.inventory().transports().stream()
            .filter(transport -> !wanted.contains(transport))
            .findFirst()
            .orElse(wanted.get(wanted.size() - 1))
            .value();
    ServiceKey rival = cluster.freeName(followed, "-canary");
    say("conflict.rival", rival.name(), AnnotationEdits.TUNNEL, tunnel);
    DemoSync created =
        sync(
            rival.name() + " comes",
            () -> cluster.copy(followed, rival, Map.of(AnnotationEdits.TUNNEL, tunnel)));
    showStatus(created, rival);
    printer.line("");
    look("now");
    showPaths();
    say("conflict");
    sync(rival.name() + " is deleted", () -> cluster.delete(rival));
  }

  private void removal() {
    traceBoth();
    look("before");
    SortedMap<String, String> annotations = cluster.annotations(followed);
    SortedMap<String, String> others = AnnotationEdits.withoutOurs(annotations);
    annotations.keySet().stream()
        .filter(AnnotationEdits::isOurs)
        .forEach(key -> printer.annotate(followed, key + "-"));
    if (cluster.namespaceDeclares(followed)) {
      printer.annotate(followed, AnnotationEdits.CLASS + "=none");
      others.put(AnnotationEdits.CLASS, "none");
    }
    sync("nothing is asked for any more", () -> cluster.annotate(followed, others));
    awaitConditions(followed, List.of());
    look("now");
    showPaths();
    say("removal", rules());
  }

  private void totals() {
    printer.heading("In total");
    say(
        "totals",
        syncs.size(),
        syncs.stream().mapToLong(DemoSync::writes).sum(),
        rules(),
        spread(syncs, DemoSync::took),
        spread(syncs.subList(1, syncs.size()), DemoSync::delay),
        DemoOperator.DEBOUNCE.toMillis());
    long held = syncs.stream().filter(sync -> sync.report().refusal().isPresent()).count();
    say("totals.safety", held == 0 ? "none" : held);
  }

  private static String spread(List<DemoSync> syncs, Function<DemoSync, Duration> time) {
    List<String> times = syncs.stream().map(time).sorted().map(StoryPrinter::millis).toList();
    return StoryText.of("totals.spread", times.get(times.size() / 2), times.get(times.size() - 1));
  }

  private void tryNext() {
    printer.heading("Try next");
    if (services.declared() != DemoServices.Declared.USABLE) {
      say("next.annotate", AnnotationEdits.TUNNEL, DemoManifests.BUSINESS);
    }
    say("next.folder", DemoManifests.FOLDER);
    for (String command :
        List.of("plan", "trace " + traceArguments(), "explain " + followedName())) {
      printer.command(
          "./fairway " + command, cluster.manifests.source(), DemoManifests.FABRIC_OPTIONS);
    }
  }
}
