package dev.fairway.operator.metrics;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.SafetyReview;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The metrics of what is held back, of what was lost, and of stale addresses. Thread-safe. */
final class SafetyMetrics implements SyncListener, LoopListener {

  private static final double PERCENT = 100;

  private final LongSupplier nanoClock;
  private final Timer stale;
  private final AtomicLong retained;
  private final AtomicLong held;
  private final AtomicLong lostShare;
  private final AtomicLong withoutEndpoints;
  private final Map<Hold.Kind, AtomicLong> holds = new EnumMap<>(Hold.Kind.class);

  /**
   * The metrics of a process without a sync.
   *
   * @param buckets the upper ends of the buckets of times
   * @param nanoClock the clock that the first sight of a reused address was read from
   */
  SafetyMetrics(MeterRegistry registry, Duration[] buckets, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.stale =
        Timer.builder("fairway.reused.address")
            .description(
                "From the first sight of another pod at an address until the rules that the address"
                    + " had before left the fabric")
            .serviceLevelObjectives(buckets)
            .register(registry);
    this.retained =
        gauge(
            registry,
            "fairway.addresses.retained",
            "Addresses that keep rules although they are missing without a reason that was seen");
    this.held =
        gauge(registry, "fairway.services.held", "Services of which something is held back");
    this.withoutEndpoints =
        gauge(
            registry,
            "fairway.services.without.endpoints",
            "Services that ask for something and have no endpoint, retained ones not counted");
    this.lostShare = new AtomicLong();
    Gauge.builder("fairway.loss.share", lostShare, percent -> percent.get() / PERCENT)
        .description(
            "The share of the addresses with rules of the window that lost them without a reason that"
                + " was seen; 0 to 1")
        .register(registry);
    for (Hold.Kind kind : Hold.Kind.values()) {
      holds.put(
          kind,
          gauge(registry, "fairway.holds", "Holds that last", "kind", SafetyMetrics.word(kind)));
    }
  }

  private static AtomicLong gauge(
      MeterRegistry registry, String name, String meaning, String... tags) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::get).description(meaning).tags(tags).register(registry);
    return value;
  }

  private static String word(Hold.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A process that stands by makes no sync: it shows no state of an old one. */
  @Override
  public void stateChanged(LoopState state) {
    if (state.phase() == LoopState.Phase.STANDBY) {
      retained.set(0);
      held.set(0);
      lostShare.set(0);
      withoutEndpoints.set(0);
      holds.values().forEach(count -> count.set(0));
    }
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    holds.forEach(
        (kind, count) ->
            count.set(report.holds().stream().filter(hold -> hold.key().kind() == kind).count()));
    held.set(report.heldServices().size());
    report.planned().filter(PlannedSync::isComplete).ifPresent(this::measure);
    if (report.succeeded() && report.wrote()) {
      report.safety().ifPresent(this::staleAddressesGone);
    }
  }

  private void measure(PlannedSync planned) {
    retained.set(planned.safety().retained().size());
    lostShare.set(planned.safety().lostShare());
    withoutEndpoints.set(
        planned.cluster().services().stream().filter(SafetyMetrics::hasNoEndpoint).count());
  }

  private static boolean hasNoEndpoint(ResolvedService service) {
    return !(service.declaration() instanceof Declaration.Absent)
        && service.state().endpoints().stream()
            .flatMap(group -> group.endpoints().stream())
            .filter(endpoint -> endpoint.kind().hasAllPorts())
            .map(Endpoint::state)
            .allMatch(Endpoint.State::retained);
  }

  private void staleAddressesGone(SafetyReview safety) {
    long now = nanoClock.getAsLong();
    safety.reused().values().forEach(seen -> stale.record(Duration.ofNanos(now - seen)));
  }
}
