package dev.fairway.operator.metrics;

import dev.fairway.k8s.watch.ResourceWatchState;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.runtime.loop.LoopState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The metrics of the loop, of the status and of the watches, measured at each scrape. */
final class LoopStateMetrics {

  private static final double UNKNOWN = Double.NaN;
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final FairwayInstance running;

  private LoopStateMetrics(MeterRegistry registry, FairwayInstance running) {
    this.registry = registry;
    this.running = running;
  }

  static void bind(MeterRegistry registry, FairwayInstance running) {
    LoopStateMetrics meters = new LoopStateMetrics(registry, running);
    meters.bindLoop();
    meters.bindStatus();
    running.watches().resources().keySet().forEach(meters::bindWatch);
  }

  private void bindLoop() {
    loop(
        "fairway.frozen",
        "Whether somebody froze the fabric",
        state -> flag(state.frozen().isPresent()));
    loop(
        "fairway.sync.failures", "Syncs in a row that failed, up to the last", LoopState::failures);
    seconds(
        "fairway.success.age",
        "Since the last sync that did all that was asked",
        LoopState::sinceSuccess);
    Gauge.builder(
            "fairway.change.waiting",
            () -> running.state().waitingSince().map(LoopStateMetrics::inSeconds).orElse(0.0))
        .description("How long the oldest change that is not carried out yet has waited; 0: none")
        .baseUnit("seconds")
        .register(registry);
  }

  private void loop(String name, String meaning, ToDoubleFunction<LoopState> figure) {
    Gauge.builder(name, () -> figure.applyAsDouble(running.state()))
        .description(meaning)
        .register(registry);
  }

  private void seconds(
      String name, String meaning, Function<LoopState, Optional<Duration>> figure) {
    Gauge.builder(
            name,
            () -> figure.apply(running.state()).map(LoopStateMetrics::inSeconds).orElse(UNKNOWN))
        .description(meaning)
        .baseUnit("seconds")
        .register(registry);
  }

  private void bindStatus() {
    Gauge.builder("fairway.status.waiting", () -> running.status().waiting())
        .description("Services whose status waits to be written")
        .register(registry);
    Gauge.builder(
            "fairway.status.waiting.age",
            () -> running.status().oldestWaiting().map(LoopStateMetrics::inSeconds).orElse(0.0))
        .description("How long the oldest status that is not written yet has waited; 0: none")
        .baseUnit("seconds")
        .register(registry);
  }

  private void bindWatch(WatchedResource resource) {
    Gauge.builder(
            "fairway.watch.current",
            () ->
                flag(watch(resource).filter(state -> state.phase() == Phase.WATCHING).isPresent()))
        .description("Whether a kind of object was read whole and is being watched")
        .tag("resource", resource.plural())
        .register(registry);
    Gauge.builder(
            "fairway.watch.broken",
            () ->
                watch(resource)
                    .filter(state -> state.phase() == Phase.BROKEN)
                    .map(ResourceWatchState::lasting)
                    .map(LoopStateMetrics::inSeconds)
                    .orElse(0.0))
        .description("How long the watch on a kind of object has been broken; 0: it is not")
        .baseUnit("seconds")
        .tag("resource", resource.plural())
        .register(registry);
  }

  private Optional<ResourceWatchState> watch(WatchedResource resource) {
    return Optional.ofNullable(running.watches().resources().get(resource));
  }

  private static double flag(boolean holds) {
    return holds ? 1 : 0;
  }

  private static double inSeconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
