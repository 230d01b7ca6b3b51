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
import dev.fairway.operator.document.PlanDocument;
import dev.fairway.operator.document.PlanText;
import dev.fairway.runtime.PlannedSync;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From an empty fabric to the first rules on it. */
final class OpeningScenes {

  private static final int PODS_SHOWN = 4;

  private final DemoEnvironment stage;
  private final StoryPrinter narrator;
  private final DemoServices cast;

  OpeningScenes(DemoEnvironment stage, DemoServices cast) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  void fabric() {
    narrator.scene("The fabric");
    stage.wan().notes().forEach(narrator::say);
    WanInventory wan = stage.wan().inventory();
    for (Site site : wan.sites()) {
      String edges = site.edges().stream().map(Edge::name).collect(Collectors.joining(", "));
      String networks =
          wan.networks().stream()
              .filter(network -> network.site().filter(site.id()::equals).isPresent())
              .map(Network::prefix)
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      narrator.say(
          String.format("site %-5s %-11s %-14s edge %s", site.id(), site.name(), networks, edges));
    }
    String transports =
        wan.transports().stream().map(Transport::value).collect(Collectors.joining(", "));
    long up = wan.tunnels().stream().filter(Tunnel::up).count();
    narrator.say(wan.tunnels().size() + " tunnels over " + transports + "; " + up + " are up.");
    narrator.say("Rules on the fabric: " + stage.rules().size() + ".");
  }

  void annotation(List<String> notes) {
    narrator.scene("The annotation, and who serves it");
    notes.forEach(narrator::say);
    if (cast.asks() != DemoServices.Asks.WELL) {
      askForTheStar();
    }
    ResolvedService star = stage.understood(cast.star()).orElseThrow();
    tell(cast.star());
    star.state()
        .reading()
        .from()
        .forEach(asked -> narrator.say("  asks        " + asked.key() + ": " + asked.value()));
    String intent = star.declaration().inForce().map(ServiceIntent::canonical).orElse("nothing");
    narrator.say("  understood  " + intent);
    cast.other()
        .ifPresent(
            other -> {
              tell(other);
              narrator.say("  asks        nothing");
            });
  }

  private void askForTheStar() {
    String name = cast.star().namespace() + "/" + cast.star().name();
    if (cast.asks() == DemoServices.Asks.NOTHING) {
      narrator.say(
          "No Service in these manifests asks for anything, so the story asks for " + name + ":");
    } else {
      narrator.say("What " + name + " asks for cannot be used on this fabric:");
      PlannedSync pass = stage.plan();
      narrator.diagnostics(pass.cluster().service(cast.star()).orElseThrow().diagnostics());
      narrator.say("So the story asks for something else:");
    }
    Map<String, String> annotations =
        AnnotationEdits.with(
            AnnotationEdits.withoutOurs(stage.cluster().annotations(cast.star())),
            AnnotationEdits.TUNNEL,
            DemoFabric.BUSINESS.value());
    stage.cluster().annotate(cast.star(), annotations);
    narrator.annotate(cast.star(), AnnotationEdits.TUNNEL + "=" + DemoFabric.BUSINESS);
  }

  private void tell(ServiceKey service) {
    List<DemoPod> pods = stage.cluster().pods(service);
    narrator.say("service " + service.namespace() + "/" + service.name());
    for (DemoPod pod : pods.subList(0, Math.min(PODS_SHOWN, pods.size()))) {
      narrator.say(
          String.format(
              "  pod         %-15s %s, %s",
              pod, stage.cluster().addresses().siteName(pod.address()), pod.name()));
    }
    if (pods.size() > PODS_SHOWN) {
      narrator.say("              and " + (pods.size() - PODS_SHOWN) + " more");
    }
  }

  void nothingYet() {
    narrator.scene("Before");
    narrator.say("Nothing is steered: every packet takes whatever path routing gives it.");
    stage.show(List.of(stage.look("now", stage.flows(cast))));
  }

  void plan() {
    narrator.scene("The plan, and then the deed");
    List<ObservedPath> before = stage.look("before", stage.flows(cast));
    PlannedSync planned = stage.plan();
    Set<Diagnostic> said =
        planned.cluster().services().stream()
            .flatMap(one -> one.diagnostics().stream())
            .collect(Collectors.toSet());
    PlanDocument document =
        PlanDocument.of(planned.plan(), planned.translation(), planned.observed(), said);
    narrator.text(PlanText.of(document, true, narrator.palette()));
    narrator.diagnostics(said);
    PlayedPass pass = stage.start("the operator starts");
    stage.showConditions(pass, cast.star());
    narrator.blank();
    stage.show(before, stage.look("now", stage.flows(cast)));
    narrator.blank();
    PlannedSync again = stage.plan();
    narrator.say(
        "Planned once more: "
            + PlanText.summary(
                PlanDocument.of(again.plan(), again.translation(), again.observed(), Set.of())));
  }
}
