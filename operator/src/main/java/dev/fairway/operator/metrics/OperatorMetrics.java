package dev.fairway.operator.metrics;

import dev.fairway.k8s.status.StatusListener;
import dev.fairway.k8s.watch.ApiServerState;
import dev.fairway.k8s.watch.ResourceWatchState;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.loop.LoopListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All metrics of one process. Thread-safe. No label ever holds the name of a Service, an address or
 * anything else with unbounded values.
 */
public final class OperatorMetrics implements AutoCloseable {

  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final SyncMetrics syncs;

  /**
   * The metrics of a process that watches nothing yet.
   *
   * @param version the program's
   * @param leads whether this process acts
   * @param settingsChanged whether the settings file is another than at the start
   */
  public OperatorMetrics(String version, BooleanSupplier leads, BooleanSupplier settingsChanged) {
    this(version, leads, settingsChanged, System::nanoTime);
  }

  /** The same with another clock. */
  OperatorMetrics(
      String version,
      BooleanSupplier leads,
      BooleanSupplier settingsChanged,
      LongSupplier nanoClock) {
    syncs = new SyncMetrics(registry, nanoClock);
    Gauge.builder("fairway.build.info", () -> 1)
        .description("The version that runs; always 1")
        .tag("version", version)
        .tag("java", Integer.toString(Runtime.version().feature()))
        .register(registry);
    gauge("fairway.leader", "Whether this process acts", () -> flag(leads.getAsBoolean()));
    gauge(
        "fairway.settings.changed",
        "Whether the settings file changed since the start",
        () -> flag(settingsChanged.getAsBoolean()));
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** The listener that measures syncs. */
  public SyncListener syncs() {
    return syncs;
  }

  /** The listener that measures the loop. */
  public LoopListener loop() {
    return syncs;
  }

  /** The listener that counts what is written back to the cluster. */
  public StatusListener status() {
    return syncs;
  }

  /** All metrics at this moment, in the text form that Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /** Adds the state of a running instance, measured at each scrape; once. */
  public void watch(FairwayInstance running) {
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
        "fairway.look.age",
        "Since the policy on the fabric was last seen as it is known",
        () -> running.state().look().age(),
        Double.NaN);
    seconds(
        "fairway.change.waiting",
        "How long the oldest change that is not carried out yet has waited; 0: none",
        () -> running.state().waitingSince(),
        0);
    gauge(
        "fairway.status.waiting",
        "Services whose status waits to be written",
        () -> running.status().waiting());
    seconds(
        "fairway.status.waiting.age",
        "How long the oldest status that is not written yet has waited; 0: none",
        () -> running.status().oldestWaiting(),
        0);
    gauge(
        "fairway.status.failing",
        "Services whose status could not be written at the last try",
        () -> running.status().failing());
    gauge(
        "fairway.status.contested",
        "Services whose status another writer changes again and again",
        () -> running.status().contested());
    seconds(
        "fairway.api.server.away",
        "How long ago an API server that is away was last seen to work; 0: it is not away",
        () ->
            Optional.of(running.watches().apiServer())
                .filter(server -> server.problem().isPresent())
                .map(ApiServerState::silent),
        0);
    running.watches().resources().keySet().forEach(resource -> watch(running, resource));
  }

  /**
   * Adds how long the fabric stays frozen, measured at each scrape; once.
   *
   * @param remaining in seconds: 0 where it is not frozen, infinite where no end is known
   */
  public void watchFreeze(DoubleSupplier remaining) {
    Gauge.builder("fairway.freeze.remaining", remaining::getAsDouble)
        .description("How long the fabric stays frozen; +Inf: until somebody unfreezes; 0: not")
        .baseUnit("seconds")
        .register(registry);
  }

  private void watch(FairwayInstance running, WatchedResource resource) {
    gauge(
        "fairway.watch.current",
        "Whether a kind of object was read whole and is watched, at an API server that answers",
        () ->
            flag(
                stateIn(running, resource, Phase.WATCHING).isPresent()
                    && running.watches().apiServer().problem().isEmpty()),
        "resource",
        resource.plural());
    seconds(
        "fairway.watch.broken",
        "How long the watch on a kind of object has been broken; 0: it is not",
        () -> stateIn(running, resource, Phase.BROKEN).map(ResourceWatchState::lasting),
        0,
        "resource",
        resource.plural());
  }

  /** The state of a watch, where it is in that phase. */
  private static Optional<ResourceWatchState> stateIn(
      FairwayInstance running, WatchedResource resource, Phase phase) {
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
