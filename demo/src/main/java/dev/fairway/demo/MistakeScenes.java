package dev.fairway.demo;

import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** People mistype, disagree, and change their minds. */
final class MistakeScenes {

  private final DemoEnvironment stage;
  private final StoryPrinter narrator;
  private final DemoServices cast;

  MistakeScenes(DemoEnvironment stage, DemoServices cast) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  void typo() {
    narrator.scene("A typo");
    SortedMap<String, String> annotations = stage.cluster().annotations(cast.star());
    Map<ServiceKey, Flow> flows = stage.flowToStar(cast);
    List<ObservedPath> before = stage.look("before", flows);
    String key = AnnotationEdits.tunnelKey(annotations);
    String value = AnnotationEdits.mistyped(stage.steer(cast).preference().get(0).value());
    narrator.annotate(cast.star(), key + "=" + value);
    stage.cluster().annotate(cast.star(), AnnotationEdits.with(annotations, key, value));
    PlayedPass pass = stage.pass("the annotation is wrong");
    status(pass, cast.star());
    narrator.blank();
    stage.show(before, stage.look("now", flows));
    narrator.say("What was last understood stays in force, and is kept in the Service's status.");
    stage.cluster().annotate(cast.star(), annotations);
    stage.pass("the annotation is right again");
  }

  void conflict() {
    narrator.scene("Two Services, one pod");
    Map<ServiceKey, Flow> flows = stage.flowToStar(cast);
    List<ObservedPath> before = stage.look("before", flows);
    Transport wanted = otherTransport();
    ServiceKey rival =
        stage
            .cluster()
            .copy(cast.star(), "-canary", Map.of(AnnotationEdits.TUNNEL, wanted.value()));
    narrator.say(
        rival.name()
            + " is created over the same pods, and asks for "
            + AnnotationEdits.TUNNEL
            + ": "
            + wanted
            + ".");
    PlayedPass pass = stage.pass(rival.name() + " comes");
    status(pass, rival);
    narrator.blank();
    stage.show(before, stage.look("now", flows));
    narrator.say(
        "A pod's port belongs to one Service, the older one. The newcomer is told, with an example.");
    stage.cluster().delete(rival);
    stage.pass(rival.name() + " is deleted");
  }

  void removal() {
    narrator.scene("The annotation is removed");
    Map<ServiceKey, Flow> flows = stage.flows(cast);
    List<ObservedPath> before = stage.look("before", flows);
    SortedMap<String, String> annotations = stage.cluster().annotations(cast.star());
    AnnotationEdits.ours(annotations)
        .keySet()
        .forEach(key -> narrator.annotate(cast.star(), key + "-"));
    stage.cluster().annotate(cast.star(), AnnotationEdits.withoutOurs(annotations));
    if (asksByDefault()) {
      narrator.annotate(cast.star(), AnnotationEdits.CLASS + "=none");
      stage
          .cluster()
          .annotate(
              cast.star(),
              AnnotationEdits.with(
                  AnnotationEdits.withoutOurs(annotations), AnnotationEdits.CLASS, "none"));
    }
    stage.pass("nothing is asked for any more");
    stage.awaitConditions(cast.star(), List.of());
    stage.show(before, stage.look("now", flows));
    narrator.say(
        "Rules on the fabric: "
            + stage.rules().size()
            + ". The Service's status says nothing of them any more.");
  }

  /** True where the Namespace asks for its Services. */
  private boolean asksByDefault() {
    return stage.cluster().state(cast.star()).reading().asked().isPresent();
  }

  private Transport otherTransport() {
    List<Transport> wanted = stage.steer(cast).preference();
    return stage.wan().inventory().transports().stream()
        .filter(transport -> !wanted.contains(transport))
        .findFirst()
        .orElse(wanted.get(wanted.size() - 1));
  }

  private void status(PlayedPass pass, ServiceKey service) {
    Optional.ofNullable(pass.report().services().get(service)).stream()
        .flatMap(status -> status.diagnostics().stream())
        .filter(one -> one.severity() != Severity.INFO)
        .forEach(one -> narrator.diagnostics(List.of(one)));
    stage.showConditions(pass, service);
  }
}
