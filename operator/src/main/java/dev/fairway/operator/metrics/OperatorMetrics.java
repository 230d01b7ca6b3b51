package dev.fairway.operator.metrics;

import dev.fairway.k8s.status.StatusListener;
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
import java.util.function.BooleanSupplier;

/**
 * All metrics of one process. Thread-safe. No label ever holds the name of a Service, an address or
 * anything else with unbounded values.
 */
public final class OperatorMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final SyncMetrics syncs = new SyncMetrics(registry);
  private final StatusMetrics status = new StatusMetrics(registry);

  /**
   * The metrics of a process that watches nothing yet.
   *
   * @param version the program's
   * @param leads whether this process acts
   * @param settingsChanged whether the settings file is another than at the start
   */
  public OperatorMetrics(String version, BooleanSupplier leads, BooleanSupplier settingsChanged) {
    Gauge.builder("fairway.build.info", () -> 1)
        .description("The version that runs; always 1")
        .tag("version", version)
        .tag("java", Integer.toString(Runtime.version().feature()))
        .register(registry);
    flag("fairway.leader", "Whether this process acts", leads);
    flag(
        "fairway.settings.changed",
        "Whether the settings file changed since the start",
        settingsChanged);
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  private void flag(String name, String meaning, BooleanSupplier holds) {
    Gauge.builder(name, () -> holds.getAsBoolean() ? 1 : 0).description(meaning).register(registry);
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
    return status;
  }

  /** Adds the state of a running instance; once. */
  public void watch(FairwayInstance running) {
    LoopStateMetrics.bind(registry, running);
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
}
