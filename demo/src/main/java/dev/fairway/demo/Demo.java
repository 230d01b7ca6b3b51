package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.mock.FabricSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The demo: nothing is installed, nothing outside this process is touched. */
public final class Demo {

  private static final int TOLD = 0;
  private static final int MISTAKE = 1;

  private Demo() {}

  /**
   * Tells the story. Takes well under three seconds; sleeps never. Where it is kept, it returns
   * when somebody ends it.
   *
   * @return 0, or 1 where the manifests have a mistake, which is then printed instead
   */
  public static int run(DemoOptions options) {
    StoryPrinter narrator = new StoryPrinter(options.out(), options.palette());
    int code = stage(options, narrator).isPresent() ? TOLD : MISTAKE;
    narrator.flush();
    return code;
  }

  /** The facts of the story; empty where it could not be told, which was said. */
  static Optional<DemoResult> stage(DemoOptions options, StoryPrinter narrator) {
    FabricSpec layout = DemoFabric.layout();
    // It takes a moment to start: meanwhile the manifests are read and the story begins.
    CompletableFuture<DemoApi> api = DemoApi.begin();
    try {
      return scenery(layout, options, narrator)
          .flatMap(scenery -> play(scenery, options, narrator, api));
    } finally {
      api.join().close();
    }
  }

  private static Optional<DemoManifests> scenery(
      FabricSpec layout, DemoOptions options, StoryPrinter narrator) {
    if (options.paths().isEmpty()) {
      return Optional.of(DemoManifests.article(layout));
    }
    ParsedManifests reading = ManifestReader.read(options.paths(), options.standardInput());
    if (!reading.complete()) {
      narrator.diagnostics(reading.diagnostics());
      return Optional.empty();
    }
    return Optional.of(DemoManifests.of(layout, reading, options.paths()));
  }

  private static Optional<DemoResult> play(
      DemoManifests scenery,
      DemoOptions options,
      StoryPrinter narrator,
      CompletableFuture<DemoApi> api) {
    try (DemoWan wan = options.backend().open(scenery.layout());
        DemoEnvironment stage = new DemoEnvironment(scenery, wan, narrator, options.nanos(), api)) {
      Optional<DemoServices> cast = DemoServices.of(stage.plan());
      if (cast.isEmpty()) {
        narrator.diagnostics(List.of(nobodyServes(options.paths())));
      }
      Optional<DemoResult> facts = cast.map(one -> new DemoStory(scenery, stage, one).tell());
      if (options.keep()) {
        cast.ifPresent(one -> new InteractiveDemo(stage, one).run(options.standardInput()));
      }
      return facts;
    }
  }

  private static Diagnostic nobodyServes(List<String> paths) {
    return Diagnostic.error(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.FILE, String.join(" ", paths)),
        "",
        "",
        "no Service here has a pod with a port, so there is no packet to follow; add the"
            + " Deployments that the Services select, or their EndpointSlices");
  }
}
