package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Conflict;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.mock.FabricSpec;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.run.StopSignal;
import dev.fairway.runtime.PlannedSync;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo. Installs nothing and touches nothing outside of this process.
 *
 * @param wan starts the SD-WAN
 * @param paths the manifests, as {@code -f} names them; empty: the two Services of the article
 * @param console its input is read where a path is {@code -}, and for Enter where the demo is kept;
 *     its streams are not closed
 * @param nanos nanoseconds that only grow, by which syncs are timed
 * @param keepUntil where everything stays up after the story: the signal that ends it, from the
 *     moment on at which it is asked for
 */
record Demo(
    Function<FabricSpec, DemoWan> wan,
    List<String> paths,
    Console console,
    LongSupplier nanos,
    Optional<Supplier<StopSignal>> keepUntil) {

  /**
   * Plays the story, in a few seconds. Where the demo is kept, returns when the user ends it.
   *
   * @return 0, or 1 where the manifests have a mistake, which is then printed instead
   */
  int run() {
    int code = play().isPresent() ? 0 : 1;
    console.out().flush();
    return code;
  }

  /** The story as it was played; empty where the manifests have a mistake, which is printed. */
  Optional<Story> play() {
    StoryPrinter printer = new StoryPrinter(console.out(), console.palette());
    if (paths.isEmpty()) {
      return play(DemoManifests.article(), printer);
    }
    ParsedManifests manifests = ManifestReader.read(paths, console.in());
    if (!manifests.complete()) {
      printer.diagnostics(manifests.diagnostics());
      return Optional.empty();
    }
    return play(DemoManifests.of(manifests, paths), printer);
  }

  private Optional<Story> play(DemoManifests manifests, StoryPrinter printer) {
    try (DemoCluster cluster = new DemoCluster(manifests);
        DemoWan fabric = wan.apply(manifests.fabric());
        DemoOperator operator = new DemoOperator(cluster, fabric, nanos)) {
      Optional<Story> story =
          DemoServices.of(operator.plan(), cluster.addresses)
              .map(services -> new Story(operator, services, printer));
      story.ifPresentOrElse(Story::play, () -> printer.diagnostics(List.of(noPods())));
      if (story.isPresent() && keepUntil.isPresent()) {
        new InteractiveDemo(story.get()).run(console.in(), keepUntil.get().get());
      }
      return story;
    }
  }

  private Diagnostic noPods() {
    return Diagnostic.error(
        DiagnosticCode.NO_ENDPOINTS,
        new Subject(Subject.Kind.FILE, String.join(" ", paths)),
        "",
        "",
        StoryPrinter.sentence("manifests.noPods"));
  }

  /**
   * The Services that the story is about.
   *
   * @param followed the Service that the story follows
   * @param other a Service that declares nothing and shares no pod with the followed one; empty
   *     where there is none
   * @param declared what the followed Service declares before the story begins
   */
  record DemoServices(ServiceKey followed, Optional<ServiceKey> other, Declared declared) {

    /** The state of a declaration, the one that makes the better story first. */
    enum Declared {
      /** An intent that this fabric can carry out. */
      USABLE,
      /** An intent that cannot be used here. */
      UNUSABLE,
      /** No intent. */
      NOTHING
    }

    /**
     * Follows the first Service by name that declares something usable and has pods, if possible
     * one that loses nothing to an older one; else the first that declares something; else the
     * first that has pods. Empty where no Service has pods.
     */
    static Optional<DemoServices> of(PlannedSync plan, DemoAddresses addresses) {
      List<ResolvedService> served =
          plan.cluster().services().stream()
              .filter(service -> addresses.flowTo(service.state()).isPresent())
              .toList();
      Set<ServiceKey> losers =
          plan.translation().conflicts().stream().map(Conflict::loser).collect(Collectors.toSet());
      Comparator<ResolvedService> byDeclared = Comparator.comparing(DemoServices::declared);
      return served.stream()
          .min(byDeclared.thenComparing(service -> losers.contains(service.key())))
          .map(
              followed ->
                  new DemoServices(followed.key(), other(served, followed), declared(followed)));
    }

    private static Optional<ServiceKey> other(
        List<ResolvedService> served, ResolvedService followed) {
      Set<IpPrefix> taken = pods(followed).collect(Collectors.toSet());
      return served.stream()
          .filter(service -> declared(service) == Declared.NOTHING)
          .filter(service -> pods(service).noneMatch(taken::contains))
          .map(ResolvedService::key)
          .findFirst();
    }

    private static Stream<IpPrefix> pods(ResolvedService service) {
      return DemoCluster.endpoints(service.state()).map(Endpoint::address);
    }

    private static Declared declared(ResolvedService service) {
      return service
          .declaration()
          .fold(
              valid -> service.claims().isEmpty() ? Declared.UNUSABLE : Declared.USABLE,
              held -> Declared.UNUSABLE,
              () -> Declared.UNUSABLE,
              () -> Declared.NOTHING);
    }
  }
}
