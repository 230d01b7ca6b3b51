package dev.fairway.runtime;

import dev.fairway.core.plan.Plan;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The log of syncs: one line each, with no text of a backend but its own sentences. */
final class SyncLog {

  private static final Logger LOG = LoggerFactory.getLogger(PolicySync.class);

  private SyncLog() {}

  static void write(SyncReport report, Duration took) {
    String id = report.correlationId();
    report
        .failure()
        .ifPresent(
            failure ->
                LOG.atLevel(failure.kind() == ErrorKind.NOT_YET ? Level.INFO : Level.WARN)
                    .log(
                        failure.kind() == ErrorKind.NOT_YET
                            ? "sync {} of {}: {} is put off, {}: {}"
                            : "sync {} of {}: {} failed, {}: {}",
                        id,
                        report.owner(),
                        failure.stage().text(),
                        failure.kind(),
                        failure.message(),
                        failure.cause().filter(cause -> cause.getCause() != null).orElse(null)));
    report.refusal().ifPresent(no -> LOG.warn("sync {}: {}", id, no.sentence()));
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
}
