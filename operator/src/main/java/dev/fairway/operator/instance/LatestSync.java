package dev.fairway.operator.instance;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.operator.query.QueryService;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What the passes so far left to answer from, and how long one is under way. Thread-safe: written
 * by the loop's thread, read by others.
 */
public final class LatestSync implements SyncListener {

  private record Known(PlannedSync pass, SyncReport report) {}

  private final LongSupplier nanoClock;
  private Optional<Known> known = Optional.empty();
  private OptionalLong began = OptionalLong.empty();

  /**
   * None yet.
   *
   * @param nanoClock nanoseconds that only grow
   */
  public LatestSync(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized void syncStarted(String correlationId, FleetSnapshot fleet) {
    began = OptionalLong.of(nanoClock.getAsLong());
  }

  @Override
  public synchronized void syncEnded(SyncReport report, Duration took) {
    began = OptionalLong.empty();
    // A pass that could not read the fabric plans nothing: the last plan stands, its reports go on.
    known = report.planned().or(() -> known.map(Known::pass)).map(pass -> new Known(pass, report));
  }

  /** Answers from the last pass that planned; empty before the first. */
  public Optional<QueryService> answers() {
    Optional<Known> latest;
    synchronized (this) {
      latest = known;
    }
    return latest.map(one -> QueryService.of(one.pass(), one.report(), Map.of(), List.of()));
  }

  /** How long the pass that is under way has run; empty: none is. */
  public synchronized Optional<Duration> underWayFor() {
    return began.isPresent()
        ? Optional.of(Duration.ofNanos(nanoClock.getAsLong() - began.getAsLong()))
        : Optional.empty();
  }
}
