package dev.fairway.operator.metrics;

import dev.fairway.k8s.watch.ResourceWatchState;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.operator.instance.FairwayInstance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of the loop, of the status and of the watches, measured at each scrape. */
final class LoopStateMetrics {

  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final FairwayInstance running;

  private LoopStateMetrics(MeterRegistry registry, FairwayInstance running) {
    this.registry = registry;
    this.running = running;
  }

  static void bind(MeterRegistry registry, FairwayInstance running) {
    LoopStateMetrics metrics = new LoopStateMetrics(registry, running);
    metrics.bindLoop();
    metrics.bindStatus();
    running.watches().resources().keySet().forEach(metrics::bindWatch);
  }

  private void bindLoop() {
    gauge(
        "fairway.frozen",
        "Whether the fabric is frozen",
        () -> flag(running.state().frozen().isPresent()));
    gauge(
        "fairway.sync.failures",
        "Syncs in a row that failed, up to the last",
        () -> running.state().failures());
    seconds(
        "fairway.success.age",
        "Since the last sync that did all that was asked",
        () -> running.state().sinceSuccess(),
        Double.NaN);
    seconds(
        "fairway.change.waiting",
        "How long the oldest change that is not carried out yet has waited; 0: none",
        () -> running.state().waitingSince(),
        0);
  }

  private void bindStatus() {
    gauge(
        "fairway.status.waiting",
        "Services whose status waits to be written",
        () -> running.status().waiting());
    seconds(
        "fairway.status.waiting.age",
        "How long the oldest status that is not written yet has waited; 0: none",
        () -> running.status().oldestWaiting(),
        0);
  }

  private void bindWatch(WatchedResource resource) {
    gauge(
        "fairway.watch.current",
        "Whether a kind of object was read whole and is being watched",
        () -> flag(watch(resource, Phase.WATCHING).isPresent()),
        "resource",
        resource.plural());
    seconds(
        "fairway.watch.broken",
        "How long the watch on a kind of object has been broken; 0: it is not",
        () -> watch(resource, Phase.BROKEN).map(ResourceWatchState::lasting),
        0,
        "resource",
        resource.plural());
  }

  /** The state of a watch, where it is in that phase. */
  private Optional<ResourceWatchState> watch(WatchedResource resource, Phase phase) {
    return Optional.ofNullable(running.watches().resources().get(resource))
        .filter(state -> state.phase() == phase);
  }

  private void gauge(String name, String meaning, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).description(meaning).tags(tags).register(registry);
  }

  private void seconds(
      String name,
      String meaning,
      Supplier<Optional<Duration>> value,
      double otherwise,
      String... tags) {
    Gauge.builder(name, () -> value.get().map(time -> time.toNanos() / NANOS).orElse(otherwise))
        .description(meaning)
        .baseUnit("seconds")
        .tags(tags)
        .register(registry);
  }

  private static int flag(boolean holds) {
    return holds ? 1 : 0;
  }
}
