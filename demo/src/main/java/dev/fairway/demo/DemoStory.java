package dev.fairway.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The story from its first line to its last. */
final class DemoStory {

  private final DemoManifests scenery;
  private final DemoEnvironment stage;
  private final StoryPrinter narrator;
  private final DemoServices cast;

  DemoStory(DemoManifests scenery, DemoEnvironment stage, DemoServices cast) {
    this.scenery = scenery;
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  DemoResult tell() {
    narrator.open(
        "A Service asks for a tunnel; the SD-WAN between the sites obeys, and goes on obeying. A"
            + " Kubernetes API, the operator and the fabric live in this process. People and"
            + " schedulers are played: they write to the API over HTTP. The operator watches it, as"
            + " it would in a cluster.");
    OpeningScenes opening = new OpeningScenes(stage, cast);
    opening.fabric();
    opening.annotation(scenery.notes());
    opening.nothingYet();
    opening.plan();
    LifeScenes life = new LifeScenes(stage, cast);
    TunnelWatch watch = life.rollingUpdate();
    life.podDies();
    life.tunnelDown();
    MistakeScenes mistakes = new MistakeScenes(stage, cast);
    mistakes.typo();
    mistakes.conflict();
    mistakes.removal();
    curtain();
    narrator.flush();
    return new DemoResult(
        cast,
        stage.passes(),
        stage.sightings(),
        watch.asked(),
        watch.strays(),
        stage.rules().size());
  }

  private void curtain() {
    List<PlayedPass> passes = stage.passes();
    long writes = passes.stream().mapToLong(PlayedPass::writes).sum();
    narrator.heading("In total");
    narrator.say(
        passes.size()
            + " occasions, "
            + writes
            + " writes to the fabric, "
            + stage.rules().size()
            + " rules left. A pass took "
            + spread(passes, PlayedPass::took)
            + ". From the write to the API until the fabric obeyed: "
            + spread(passes.subList(1, passes.size()), PlayedPass::delay)
            + ", of which the operator waits "
            + DemoOperator.DEBOUNCE.toMillis()
            + " ms for more to come.");
    long held = passes.stream().filter(pass -> pass.report().refusal().isPresent()).count();
    narrator.say("The safety gate was on. It held back " + (held == 0 ? "none." : held + "."));
    narrator.heading("Try next");
    tryNext();
  }

  private static String spread(List<PlayedPass> passes, Function<PlayedPass, Duration> time) {
    List<Duration> times = passes.stream().map(time).sorted().toList();
    return StoryPrinter.millis(times.get(times.size() / 2))
        + " at the median, "
        + StoryPrinter.millis(times.get(times.size() - 1))
        + " at most";
  }

  private void tryNext() {
    if (cast.asks() != DemoServices.Asks.WELL) {
      narrator.say(
          "Annotate a Service in your manifests first: "
              + AnnotationEdits.TUNNEL
              + ": "
              + DemoFabric.BUSINESS);
    }
    String service = cast.star().namespace() + "/" + cast.star().name();
    narrator.say("  D=" + DemoManifests.folder());
    command("plan");
    command("trace site:" + stage.clientSite(cast) + " " + service + stage.portOf(cast));
    command("explain " + service);
  }

  private void command(String words) {
    narrator.command("./fairway " + words, scenery.source(), DemoManifests.fabric());
  }
}
