package dev.fairway.operator.server;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How the parts are: one line each, and a status that is 200 only where all are well. */
public final class HealthPage implements Page {

  private final Supplier<List<HealthLine>> lines;
  private final int notWell;

  private HealthPage(Supplier<List<HealthLine>> lines, int notWell) {
    this.lines = lines;
    this.notWell = notWell;
  }

  /** Whether the process should be left alive: 500 where it should not. */
  public static HealthPage alive(Supplier<List<HealthLine>> lines) {
    return new HealthPage(lines, Reply.BROKEN);
  }

  /** Whether it does its work: 503 where it does not. */
  public static HealthPage ready(Supplier<List<HealthLine>> lines) {
    return new HealthPage(lines, Reply.UNAVAILABLE);
  }

  @Override
  public Reply answer(PageQuery query) {
    List<HealthLine> now = lines.get();
    boolean well = now.stream().allMatch(HealthLine::ok);
    return Reply.text(
        well ? Reply.OK : notWell,
        now.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
  }
}
