package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.mock.FabricSpec;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.run.StopSignal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The demo. Installs nothing and touches nothing outside of this process. */
final class Demo {

  private Demo() {}

  /**
   * The options of the demo.
   *
   * @param wan starts the SD-WAN
   * @param paths the manifests, as {@code -f} names them; empty: the two Services of the article
   * @param console its input is read where a path is {@code -}, and for Enter where the demo is
   *     kept; its streams are not closed
   * @param nanos nanoseconds that only grow, by which syncs are timed
   * @param keepUntil where everything stays up after the story: the signal that ends it, from the
   *     moment on at which it is asked for
   */
  record Options(
      Function<FabricSpec, DemoWan> wan,
      List<String> paths,
      Console console,
      LongSupplier nanos,
      Optional<Supplier<StopSignal>> keepUntil) {}

  /**
   * Plays the story, in a few seconds. Where the demo is kept, returns when the user ends it.
   *
   * @return 0, or 1 where the manifests have a mistake, which is then printed instead
   */
  static int run(Options options) {
    int code = play(options).isPresent() ? 0 : 1;
    options.console().out().flush();
    return code;
  }

  /** The story as it was played; empty where the manifests have a mistake, which is printed. */
  static Optional<Story> play(Options options) {
    StoryPrinter printer = new StoryPrinter(options.console().out(), options.console().palette());
    if (options.paths().isEmpty()) {
      return play(DemoManifests.article(), options, printer);
    }
    ParsedManifests manifests = ManifestReader.read(options.paths(), options.console().in());
    if (!manifests.complete()) {
      printer.diagnostics(manifests.diagnostics());
      return Optional.empty();
    }
    return play(DemoManifests.of(manifests, options.paths()), options, printer);
  }

  private static Optional<Story> play(
      DemoManifests manifests, Options options, StoryPrinter printer) {
    try (DemoCluster cluster = new DemoCluster(manifests);
        DemoWan wan = options.wan().apply(manifests.fabric());
        DemoOperator operator = new DemoOperator(cluster, wan, options.nanos())) {
      Optional<Story> story =
          DemoServices.of(operator.plan()).map(services -> new Story(operator, services, printer));
      story.ifPresentOrElse(
          Story::play, () -> printer.diagnostics(List.of(noPods(options.paths()))));
      if (story.isPresent() && options.keepUntil().isPresent()) {
        StopSignal stop = options.keepUntil().get().get();
        try (InteractiveDemo kept = new InteractiveDemo(story.get())) {
          kept.run(options.console().in(), stop);
        }
      }
      return story;
    }
  }

  private static Diagnostic noPods(List<String> paths) {
    return Diagnostic.error(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.FILE, String.join(" ", paths)),
        "",
        "",
        StoryPrinter.sentence("manifests.noPods"));
  }
}
