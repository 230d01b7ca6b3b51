package dev.fairway.operator.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The story from its first line to its last. */
final class DemoStory {

  private final Scenery scenery;
  private final DemoStage stage;
  private final Narrator narrator;
  private final Cast cast;

  DemoStory(Scenery scenery, DemoStage stage, Cast cast) {
    this.scenery = scenery;
    this.stage = stage;
    this.narrator = stage.narrator();
    this.cast = cast;
  }

  StoryFacts tell() {
    narrator.open(
        "A Service asks for a tunnel; the SD-WAN between the sites obeys, and goes on obeying. The"
            + " fabric lives in this process, the Services are read from manifests, the passes are"
            + " real.");
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
    return new StoryFacts(
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
    List<Duration> times =
        passes.stream().map(PlayedPass::took).sorted(Comparator.naturalOrder()).toList();
    narrator.heading("In total");
    narrator.say(
        passes.size()
            + " passes, "
            + writes
            + " writes, "
            + stage.rules().size()
            + " rules left; a pass took "
            + Narrator.millis(times.get(times.size() / 2))
            + " at the median, "
            + Narrator.millis(times.get(times.size() - 1))
            + " at most.");
    long held = passes.stream().filter(pass -> pass.report().refusal().isPresent()).count();
    narrator.say("The safety gate was on. It held back " + (held == 0 ? "none." : held + "."));
    narrator.heading("Try next");
    tryNext();
  }

  private void tryNext() {
    if (cast.asks() != Cast.Asks.WELL) {
      narrator.say(
          "Annotate a Service in your manifests first: "
              + AnnotationEdits.TUNNEL
              + ": "
              + DemoFabric.BUSINESS);
    }
    String service = cast.star().namespace() + "/" + cast.star().name();
    narrator.say("  D=" + Scenery.folder());
    command("plan");
    command("trace site:" + clientSite() + " " + service + port());
    command("explain " + service);
  }

  private String clientSite() {
    Map<ServiceKey, Flow> flows = stage.flows(cast);
    return Optional.ofNullable(flows.get(cast.star()))
        .flatMap(flow -> stage.cluster().addresses().siteOf(flow.source()))
        .orElse(DemoFabric.FRANKFURT)
        .value();
  }

  /** A Service with several ports does not tell which one is meant. */
  private String port() {
    var ports = stage.cluster().state(cast.star()).ports();
    return ports.size() > 1 ? ":" + ports.get(0).number() : "";
  }

  private void command(String words) {
    narrator.command("./fairway " + words, scenery.source(), Scenery.fabric());
  }
}
