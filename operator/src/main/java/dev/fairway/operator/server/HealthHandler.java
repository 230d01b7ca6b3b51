package dev.fairway.operator.server;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How the parts are: one line each, and a status that is 200 only where all are well. */
public final class HealthHandler implements RequestHandler {

  private final Supplier<List<HealthCheckResult>> lines;
  private final int notWell;

  private HealthHandler(Supplier<List<HealthCheckResult>> lines, int notWell) {
    this.lines = lines;
    this.notWell = notWell;
  }

  /** Whether the process should be left alive: 500 where it should not. */
  public static HealthHandler alive(Supplier<List<HealthCheckResult>> lines) {
    return new HealthHandler(lines, ServerResponse.BROKEN);
  }

  /** Whether it does its work: 503 where it does not. */
  public static HealthHandler ready(Supplier<List<HealthCheckResult>> lines) {
    return new HealthHandler(lines, ServerResponse.UNAVAILABLE);
  }

  @Override
  public ServerResponse answer(QueryParameters query) {
    List<HealthCheckResult> now = lines.get();
    boolean well = now.stream().allMatch(HealthCheckResult::ok);
    return ServerResponse.text(
        well ? ServerResponse.OK : notWell,
        now.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
  }
}
