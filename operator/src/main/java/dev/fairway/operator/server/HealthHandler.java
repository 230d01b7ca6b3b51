package dev.fairway.operator.server;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The handler of health checks: a line each, and the status 200 only where all parts are healthy.
 */
public final class HealthHandler implements RequestHandler {

  private final Supplier<List<HealthCheckResult>> lines;
  private final int unhealthy;

  private HealthHandler(Supplier<List<HealthCheckResult>> lines, int unhealthy) {
    this.lines = lines;
    this.unhealthy = unhealthy;
  }

  /** The handler of liveness: 500 where the process should be restarted. */
  public static HealthHandler alive(Supplier<List<HealthCheckResult>> lines) {
    return new HealthHandler(lines, ServerResponse.BROKEN);
  }

  /** The handler of readiness: 503 where a part does not do its work. */
  public static HealthHandler ready(Supplier<List<HealthCheckResult>> lines) {
    return new HealthHandler(lines, ServerResponse.UNAVAILABLE);
  }

  @Override
  public ServerResponse handle(QueryParameters query) {
    List<HealthCheckResult> now = lines.get();
    boolean healthy = now.stream().allMatch(HealthCheckResult::ok);
    return ServerResponse.text(
        healthy ? ServerResponse.OK : unhealthy,
        now.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
  }
}
