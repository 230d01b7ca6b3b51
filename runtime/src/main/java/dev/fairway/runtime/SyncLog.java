package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.plan.Plan;
import dev.fairway.runtime.safety.SafetyReview;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The log of syncs: one line each, and one for each finding that an administrator should see. */
final class SyncLog {

  private static final Logger LOG = LoggerFactory.getLogger(PolicySync.class);

  /** The most rules, and the most Services, that a line names. */
  private static final int MOST_NAMED = 10;

  private SyncLog() {}

  /** Logs a sync, with no text of a backend but its own sentences. */
  static void write(SyncReport report, Duration took) {
    String id = report.correlationId();
    report.failure().ifPresent(failure -> failed(report, failure));
    report.safety().ifPresent(safety -> writeSafety(id, safety));
    report.drift().filter(Drift::isNew).ifPresent(drift -> drifted(report, drift));
    if (report.driftRepaired()) {
      LOG.info("sync {} of {}: what was undone is put right", id, report.owner());
    }
    int steps =
        report.planned().map(PlannedSync::plan).map(Plan::steps).map(s -> s.size()).orElse(0);
    if (report.outcomes().isEmpty()) {
      LOG.debug(
          "sync {} of {}: {} steps, none begun, {} ms", id, report.owner(), steps, took.toMillis());
    } else {
      LOG.info(
          "sync {} of {}: {} steps, {}, {} ms",
          id,
          report.owner(),
          steps,
          report.succeeded() ? "all applied" : "not all applied",
          took.toMillis());
    }
  }

  private static void writeSafety(String id, SafetyReview safety) {
    safety.holds().stream()
        .filter(hold -> hold.since().equals(safety.now()))
        .forEach(
            hold ->
                LOG.warn(
                    "sync {}: hold {}{} begins: {}{}",
                    id,
                    hold.id(),
                    hold.key().service().map(service -> " of Service " + service).orElse(""),
                    hold.sentence(),
                    hold.key().service().isPresent()
                        ? ""
                        : "; where this is meant: fairway approve " + hold.id()));
    safety
        .approved()
        .forEach((hold, who) -> LOG.warn("sync {}: hold {} was approved by {}", id, hold, who));
    safety
        .unknownApprovals()
        .forEach(
            (hold, who) -> LOG.warn("sync {}: no hold {} lasts; {} approved it", id, hold, who));
    safety.over().forEach(hold -> LOG.info("sync {}: hold {} is over", id, hold));
  }

  private static void failed(SyncReport report, SyncFailure failure) {
    LOG.atLevel(failure.kind() == ErrorKind.NOT_YET ? Level.INFO : Level.WARN)
        .log(
            failure.kind() == ErrorKind.NOT_YET
                ? "sync {} of {}: {} is put off, {}: {}"
                : "sync {} of {}: {} failed, {}: {}",
            report.correlationId(),
            report.owner(),
            failure.stage().text(),
            failure.kind(),
            failure.message(),
            failure.cause().filter(cause -> cause.getCause() != null).orElse(null));
  }

  /** What was taken away, of which Services, by which writer, and what becomes of it. */
  private static void drifted(SyncReport report, Drift drift) {
    LOG.warn(
        "sync {} of {}: {}; rules {} of Services {}{}{}",
        report.correlationId(),
        report.owner(),
        drift.sentence(),
        named(drift.rules()),
        report.planned().map(sync -> named(sync.drifted().keySet())).orElse("[]"),
        drift.advice().map(advice -> "; " + advice).orElse(""),
        drift.mendIn().map(wait -> "; put right in " + Drift.text(wait)).orElse(""));
  }

  private static String named(Collection<?> objects) {
    return "[" + Listing.of(MOST_NAMED, objects.stream().map(Object::toString).toList()) + "]";
  }
}
