package dev.fairway.operator.metrics;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.StatusListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is written back to the cluster, counted. Thread-safe. */
final class StatusMetrics implements StatusListener {

  private final Counter written;
  private final Counter failed;
  private final Counter tooLong;
  private final Counter eventsWritten;
  private final Counter eventsFailed;
  private final Counter eventsLeftOut;

  StatusMetrics(MeterRegistry registry) {
    written = statuses(registry, "written");
    failed = statuses(registry, "failed");
    tooLong = statuses(registry, "too-long");
    eventsWritten = events(registry, "written");
    eventsFailed = events(registry, "failed");
    eventsLeftOut = events(registry, "left-out");
  }

  private static Counter statuses(MeterRegistry registry, String outcome) {
    return Counter.builder("fairway.status.writes")
        .description("Tries to write a Service's status, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter events(MeterRegistry registry, String outcome) {
    return Counter.builder("fairway.events")
        .description("Events of Kubernetes, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void statusWritten(ServiceKey service) {
    written.increment();
  }

  @Override
  public void statusFailed(ServiceKey service, String problem) {
    failed.increment();
  }

  @Override
  public void acceptedTooLong(ServiceKey service) {
    tooLong.increment();
  }

  @Override
  public void eventWritten() {
    eventsWritten.increment();
  }

  @Override
  public void eventFailed(String problem) {
    eventsFailed.increment();
  }

  @Override
  public void eventsLeftOut(int count) {
    eventsLeftOut.increment(count);
  }
}
