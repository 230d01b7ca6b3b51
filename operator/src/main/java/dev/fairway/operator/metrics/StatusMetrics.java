package dev.fairway.operator.metrics;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.StatusListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;

/** The counters of statuses and Events that are written to the cluster. Thread-safe. */
final class StatusMetrics implements StatusListener {

  private final MeterRegistry registry;

  StatusMetrics(MeterRegistry registry) {
    this.registry = registry;
    Stream.of("written", "failed", "too-long").forEach(this::statuses);
    Stream.of("written", "failed", "left-out").forEach(this::events);
  }

  private Counter statuses(String outcome) {
    return Counter.builder("fairway.status.writes")
        .description("Tries to write a Service's status, by their outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter events(String outcome) {
    return Counter.builder("fairway.events")
        .description("Events of Kubernetes, by their outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void statusWritten(ServiceKey service) {
    statuses("written").increment();
  }

  @Override
  public void statusFailed(ServiceKey service, String problem) {
    statuses("failed").increment();
  }

  @Override
  public void acceptedTooLong(ServiceKey service) {
    statuses("too-long").increment();
  }

  @Override
  public void eventWritten() {
    events("written").increment();
  }

  @Override
  public void eventFailed(String problem) {
    events("failed").increment();
  }

  @Override
  public void eventsLeftOut(int count) {
    events("left-out").increment(count);
  }
}
