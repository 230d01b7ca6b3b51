package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.runtime.PlannedSync;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The scenes from an empty fabric to the first rules on it. */
final class OpeningScenes {

  private static final int PODS_SHOWN = 4;

  private OpeningScenes() {}

  static void fabric(ScenePlayer player) {
    DemoWan fabric = player.wan();
    StoryPrinter printer = player.printer();
    fabric.notes().forEach(printer::say);
    WanInventory wan = fabric.inventory();
    for (Site site : wan.sites()) {
      String edges = site.edges().stream().map(Edge::name).collect(Collectors.joining(", "));
      String networks =
          wan.networks().stream()
              .filter(network -> network.site().filter(site.id()::equals).isPresent())
              .map(Network::prefix)
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      printer.say(
          String.format("site %-5s %-11s %-14s edge %s", site.id(), site.name(), networks, edges));
    }
    String transports =
        wan.transports().stream().map(Transport::value).collect(Collectors.joining(", "));
    long up = wan.tunnels().stream().filter(Tunnel::up).count();
    printer.say(wan.tunnels().size() + " tunnels over " + transports + "; " + up + " are up.");
    printer.say("Rules on the fabric: " + player.rules() + ".");
  }

  static void annotation(ScenePlayer player) {
    StoryPrinter printer = player.printer();
    player.cluster().manifests().notes().forEach(printer::say);
    if (player.services().declared() != DemoServices.Declared.USABLE) {
      declareTunnel(player);
    }
    ResolvedService followed = player.resolved(player.followed()).orElseThrow();
    printService(player, player.followed());
    followed
        .state()
        .reading()
        .annotations()
        .forEach(
            annotation ->
                printer.say("  asks        " + annotation.key() + ": " + annotation.value()));
    String intent =
        followed.declaration().inForce().map(ServiceIntent::canonical).orElse("nothing");
    printer.say("  understood  " + intent);
    player
        .services()
        .other()
        .ifPresent(
            other -> {
              printService(player, other);
              printer.say("  asks        nothing");
            });
  }

  private static void declareTunnel(ScenePlayer player) {
    StoryPrinter printer = player.printer();
    if (player.services().declared() == DemoServices.Declared.NOTHING) {
      printer.say(
          "No Service in these manifests asks for anything, so the story asks for "
              + player.followedName()
              + ":");
    } else {
      printer.say("What " + player.followedName() + " asks for cannot be used on this fabric:");
      printer.diagnostics(player.resolved(player.followed()).orElseThrow().diagnostics());
      printer.say("So the story asks for something else:");
    }
    DemoCluster cluster = player.cluster();
    cluster.annotate(
        player.followed(),
        AnnotationEdits.with(
            AnnotationEdits.withoutOurs(cluster.annotations(player.followed())),
            AnnotationEdits.TUNNEL,
            DemoManifests.BUSINESS.value()));
    printer.annotate(player.followed(), AnnotationEdits.TUNNEL + "=" + DemoManifests.BUSINESS);
  }

  private static void printService(ScenePlayer player, ServiceKey service) {
    DemoCluster cluster = player.cluster();
    StoryPrinter printer = player.printer();
    List<SimulatedPod> pods = cluster.pods(service);
    printer.say("service " + service.namespace() + "/" + service.name());
    for (SimulatedPod pod : pods.subList(0, Math.min(PODS_SHOWN, pods.size()))) {
      String site = cluster.addresses().siteName(pod.address());
      printer.say(String.format("  pod         %-15s %s, %s", pod.address(), site, pod.name()));
    }
    if (pods.size() > PODS_SHOWN) {
      printer.say("              and " + (pods.size() - PODS_SHOWN) + " more");
    }
  }

  static void noRules(ScenePlayer player) {
    player.printer().say("Nothing is steered: every packet takes whatever path routing gives it.");
    player.traceBoth();
    player.look("now");
    player.showPaths();
  }

  static void plan(ScenePlayer player) {
    StoryPrinter printer = player.printer();
    player.traceBoth();
    player.look("before");
    PlannedSync planned = player.plan();
    Set<Diagnostic> diagnostics =
        planned.cluster().services().stream()
            .flatMap(service -> service.diagnostics().stream())
            .collect(Collectors.toSet());
    printer.text(PlanText.of(document(planned, diagnostics), true, printer.style()));
    printer.diagnostics(diagnostics);
    DemoSync first = player.sync("the operator starts", player.operator().controller()::start);
    player.showConditions(first, player.followed());
    printer.blank();
    player.look("now");
    player.showPaths();
    printer.blank();
    printer.say("Planned once more: " + PlanText.summary(document(player.plan(), Set.of())));
  }

  private static PlanDocument document(PlannedSync planned, Set<Diagnostic> diagnostics) {
    return PlanDocument.of(planned.plan(), planned.translation(), planned.observed(), diagnostics);
  }
}
