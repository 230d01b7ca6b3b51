package dev.fairway.runtime;

import dev.fairway.core.plan.Plan;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line a pass; nothing that a backend could have put a secret into but its own sentences. */
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
                            ? "pass {} of {}: {} is put off, {}: {}"
                            : "pass {} of {}: {} failed, {}: {}",
                        id,
                        report.owner(),
                        failure.stage().text(),
                        failure.kind(),
                        failure.message(),
                        failure.cause().filter(cause -> cause.getCause() != null).orElse(null)));
    report.refusal().ifPresent(no -> LOG.warn("pass {}: {}", id, no.sentence()));
    int steps =
        report.planned().map(PlannedSync::plan).map(Plan::steps).map(s -> s.size()).orElse(0);
    if (report.outcomes().isEmpty()) {
      LOG.debug(
          "pass {} of {}: {} steps, none begun, {} ms", id, report.owner(), steps, took.toMillis());
    } else {
      LOG.info(
          "pass {} of {}: {} steps, {}, {} ms",
          id,
          report.owner(),
          steps,
          report.succeeded() ? "all applied" : "not all applied",
          took.toMillis());
    }
  }
}
