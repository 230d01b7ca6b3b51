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

/** What a running Fairway shows at each look. */
final class LoopStateMetrics {

  private static final double NOBODY_KNOWS = Double.NaN;
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
        "fairway.pass.failures",
        "Passes in a row that failed, up to the last",
        LoopState::failures);
    seconds(
        "fairway.success.age",
        "Since the last pass that did all that was asked",
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
            () ->
                figure.apply(running.state()).map(LoopStateMetrics::inSeconds).orElse(NOBODY_KNOWS))
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
            () -> flag(watch(resource).filter(one -> one.phase() == Phase.WATCHING).isPresent()))
        .description("Whether a kind of object was read whole and is being watched")
        .tag("resource", resource.plural())
        .register(registry);
    Gauge.builder(
            "fairway.watch.broken",
            () ->
                watch(resource)
                    .filter(one -> one.phase() == Phase.BROKEN)
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
