package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.demo.PathTable.ObservedPath;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.mock.FabricSpec;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.run.StopSignal;
import java.io.InputStream;
import java.io.PrintWriter;
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
   * @param standardInput read where a path is {@code -}, and for Enter where the demo is kept; not
   *     closed
   * @param out the output; flushed, not closed
   * @param style its colours
   * @param nanos nanoseconds that only grow, by which syncs are timed
   * @param keepUntil where everything stays up after the story: the signal that ends it, from the
   *     moment on at which it is asked for
   */
  record Options(
      Function<FabricSpec, DemoWan> wan,
      List<String> paths,
      InputStream standardInput,
      PrintWriter out,
      AnsiStyle style,
      LongSupplier nanos,
      Optional<Supplier<StopSignal>> keepUntil) {}

  /**
   * The result of a story that was played to its end.
   *
   * @param services the Services that it is about
   * @param syncs every event with the operator's reaction, in order
   * @param observed every path that was observed, in order
   * @param packetsProbed the number of packets that were traced during the rolling update
   * @param strays those of them that took another path than the expected one
   * @param rulesLeft the number of rules on the fabric at the end
   */
  record Result(
      DemoServices services,
      List<DemoSync> syncs,
      List<ObservedPath> observed,
      long packetsProbed,
      List<String> strays,
      int rulesLeft) {}

  /**
   * Plays the story, in a few seconds. Where the demo is kept, returns when the user ends it.
   *
   * @return 0, or 1 where the manifests have a mistake, which is then printed instead
   */
  static int run(Options options) {
    int code = play(options).isPresent() ? 0 : 1;
    options.out().flush();
    return code;
  }

  /** The result of the story; empty where the manifests have a mistake, which is printed. */
  static Optional<Result> play(Options options) {
    StoryPrinter printer = new StoryPrinter(options.out(), options.style());
    if (options.paths().isEmpty()) {
      return play(DemoManifests.article(), options, printer);
    }
    ParsedManifests manifests = ManifestReader.read(options.paths(), options.standardInput());
    if (!manifests.complete()) {
      printer.diagnostics(manifests.diagnostics());
      return Optional.empty();
    }
    return play(DemoManifests.of(manifests, options.paths()), options, printer);
  }

  private static Optional<Result> play(
      DemoManifests manifests, Options options, StoryPrinter printer) {
    LatestSync latest = new LatestSync(System::nanoTime);
    try (DemoCluster cluster = new DemoCluster(manifests);
        DemoWan wan = options.wan().apply(manifests.fabric());
        OperatorMetrics metrics = new OperatorMetrics("demo", () -> true, () -> false);
        DemoOperator operator =
            new DemoOperator(cluster, wan, options.nanos(), List.of(latest, metrics.syncs()))) {
      Optional<DemoServices> services = DemoServices.of(operator.plan(cluster.snapshot()));
      if (services.isEmpty()) {
        printer.diagnostics(List.of(noPods(options.paths())));
        return Optional.empty();
      }
      Story story = new Story(cluster, wan, operator, services.get(), printer, options.nanos());
      story.play();
      Result result =
          new Result(
              services.get(),
              List.copyOf(story.syncs),
              List.copyOf(story.observed),
              story.probe.packets(),
              story.probe.strays(),
              story.rules());
      if (options.keepUntil().isPresent()) {
        StopSignal stop = options.keepUntil().get().get();
        try (InteractiveDemo kept = new InteractiveDemo(story, latest, metrics)) {
          kept.run(options.standardInput(), stop);
        }
      }
      return Optional.of(result);
    }
  }

  private static Diagnostic noPods(List<String> paths) {
    return Diagnostic.error(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.FILE, String.join(" ", paths)),
        "",
        "",
        "no Service here has a pod with a port, so there is no packet to follow; add the"
            + " Deployments that the Services select, or their EndpointSlices");
  }
}
