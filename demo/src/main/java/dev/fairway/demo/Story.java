package dev.fairway.demo;

import dev.fairway.demo.ScenePlayer.Scene;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The story: what is printed before the scenes, the scenes, and the totals after them. */
final class Story {

  private static final List<Scene> SCENES =
      List.of(
          new Scene("The fabric", OpeningScenes::fabric),
          new Scene("The annotation, and who serves it", OpeningScenes::annotation),
          new Scene("Before", OpeningScenes::noRules),
          new Scene("The plan, and then the deed", OpeningScenes::plan),
          new Scene("A rolling update", FailureScenes::rollingUpdate),
          new Scene("A pod dies", FailureScenes::podDies),
          new Scene("The tunnel goes down", FailureScenes::tunnelDown),
          new Scene("A typo", AnnotationScenes::typo),
          new Scene("Two Services, one pod", AnnotationScenes::conflict),
          new Scene("The annotation is removed", AnnotationScenes::removal));

  private Story() {}

  /** Plays it from its first line to its last. */
  static void play(ScenePlayer player) {
    StoryPrinter printer = player.printer();
    printer.open(
        "A Service asks for a tunnel; the SD-WAN between the sites obeys, and goes on obeying. A"
            + " Kubernetes API, the operator and the fabric live in this process. People and"
            + " schedulers are played: they write to the API over HTTP. The operator watches it, as"
            + " it would in a cluster.");
    SCENES.forEach(player::play);
    totals(player, printer);
    printer.heading("Try next");
    if (player.services().declared() != DemoServices.Declared.USABLE) {
      printer.say(
          "Annotate a Service in your manifests first: "
              + AnnotationEdits.TUNNEL
              + ": "
              + DemoManifests.BUSINESS);
    }
    printer.say("  D=" + DemoManifests.FOLDER);
    for (String command :
        List.of("plan", "trace " + player.traceArguments(), "explain " + player.followedName())) {
      printer.command(
          "./fairway " + command,
          player.cluster().manifests().source(),
          DemoManifests.FABRIC_OPTIONS);
    }
    printer.flush();
  }

  private static void totals(ScenePlayer player, StoryPrinter printer) {
    List<DemoSync> syncs = player.syncs();
    printer.heading("In total");
    printer.say(
        syncs.size()
            + " occasions, "
            + syncs.stream().mapToLong(DemoSync::writes).sum()
            + " writes to the fabric, "
            + player.rules()
            + " rules left. A pass took "
            + spread(syncs, DemoSync::took)
            + ". From the write to the API until the fabric obeyed: "
            + spread(syncs.subList(1, syncs.size()), DemoSync::delay)
            + ", of which the operator waits "
            + DemoOperator.DEBOUNCE.toMillis()
            + " ms for more to come.");
    long held = syncs.stream().filter(sync -> sync.report().refusal().isPresent()).count();
    printer.say("The safety gate was on. It held back " + (held == 0 ? "none." : held + "."));
  }

  private static String spread(List<DemoSync> syncs, Function<DemoSync, Duration> time) {
    List<Duration> times = syncs.stream().map(time).sorted().toList();
    return StoryPrinter.millis(times.get(times.size() / 2))
        + " at the median, "
        + StoryPrinter.millis(times.get(times.size() - 1))
        + " at most";
  }
}
