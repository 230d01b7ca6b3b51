package dev.fairway.operator.instance;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.operator.query.QueryService;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LastLook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The latest sync, which queries are answered from, and the duration of the one under way.
 * Thread-safe: written by the loop's thread, read by others.
 */
public final class LatestSync implements SyncListener {

  private record Known(PlannedSync planned, SyncReport report, Instant plannedAt) {}

  private final LongSupplier nanoClock;
  private final InstantSource clock;
  private Instant lastPlanned = Instant.EPOCH;
  private Optional<Known> known = Optional.empty();
  private OptionalLong began = OptionalLong.empty();

  /**
   * No sync yet.
   *
   * @param nanoClock nanoseconds that only grow
   */
  public LatestSync(LongSupplier nanoClock) {
    this(nanoClock, InstantSource.system());
  }

  /** The same with another wall clock. */
  public LatestSync(LongSupplier nanoClock, InstantSource clock) {
    this.nanoClock = nanoClock;
    this.clock = clock;
  }

  @Override
  public synchronized void planned(PlannedSync planned) {
    lastPlanned = clock.instant();
  }

  @Override
  public synchronized void syncStarted(String correlationId, FleetSnapshot fleet) {
    began = OptionalLong.of(nanoClock.getAsLong());
  }

  @Override
  public synchronized void syncEnded(SyncReport report, Duration took) {
    began = OptionalLong.empty();
    // A sync that could not read the fabric plans nothing: the last plan stands, with new reports.
    Optional<Known> planned = report.planned().map(sync -> new Known(sync, report, lastPlanned));
    known =
        planned.or(
            () -> known.map(before -> new Known(before.planned(), report, before.plannedAt())));
  }

  /**
   * The answers from the last sync that planned; empty before the first.
   *
   * @param look the last look at the fabric, taken before this call
   */
  public Optional<QueryService> answers(LastLook look) {
    Optional<Known> latest;
    synchronized (this) {
      latest = known;
    }
    return latest.map(
        sync ->
            new QueryService(
                sync.planned(),
                sync.report(),
                look,
                Map.of(),
                List.of(),
                Optional.of(sync.plannedAt())));
  }

  /** The time since the sync that is under way began; empty: none is. */
  public synchronized Optional<Duration> underWayFor() {
    return began.isPresent()
        ? Optional.of(Duration.ofNanos(nanoClock.getAsLong() - began.getAsLong()))
        : Optional.empty();
  }
}
