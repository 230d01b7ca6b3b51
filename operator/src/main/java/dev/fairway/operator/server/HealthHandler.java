package dev.fairway.operator.server;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The handler of health checks: a line each, and the status 200 only where all parts are healthy.
 */
public final class HealthHandler {

  private HealthHandler() {}

  /** The handler of liveness: 500 where the process should be restarted. */
  public static RequestHandler alive(Supplier<List<HealthCheckResult>> lines) {
    return query -> response(lines.get(), ServerResponse.BROKEN);
  }

  /** The handler of readiness: 503 where a part does not do its work. */
  public static RequestHandler ready(Supplier<List<HealthCheckResult>> lines) {
    return query -> response(lines.get(), ServerResponse.UNAVAILABLE);
  }

  private static ServerResponse response(List<HealthCheckResult> lines, int unhealthy) {
    boolean healthy = lines.stream().allMatch(HealthCheckResult::ok);
    return ServerResponse.text(
        healthy ? ServerResponse.OK : unhealthy,
        lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
  }
}
