package dev.fairway.operator.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.answer.PassAnswers;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.server.AnswerPage;
import dev.fairway.operator.server.AnswerSource;
import dev.fairway.operator.server.HealthLine;
import dev.fairway.operator.server.HealthPage;
import dev.fairway.operator.server.MetricsPage;
import dev.fairway.operator.server.NoAnswerException;
import dev.fairway.operator.server.OperatorServer;
import dev.fairway.operator.server.Page;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.PacketPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The pages of an operator that runs elsewhere too, for the demo's: on this machine only. */
final class DemoServer implements AnswerSource, AutoCloseable {

  private static final String VERSION = "demo";
  private static final int ANSWERS_AT_ONCE = 2;

  private final LatestSync latest;
  private final OperatorMetrics metrics;
  private final FairwayInstance operator;
  private final OperatorServer server;

  private DemoServer(LatestSync latest, OperatorMetrics metrics, FairwayInstance operator) {
    this.latest = latest;
    this.metrics = metrics;
    this.operator = operator;
    this.server =
        OperatorServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pages(metrics));
  }

  /** Starts one, on any free port; answers from the last pass at once, and counts from now on. */
  static DemoServer start(PassWatch watch, SeenPass last, FairwayInstance operator) {
    LatestSync latest = new LatestSync(System::nanoTime);
    latest.syncEnded(last.report(), last.took());
    OperatorMetrics metrics = new OperatorMetrics(VERSION, () -> true, () -> false);
    metrics.watch(operator);
    watch.join(latest);
    watch.join(metrics.passes());
    return new DemoServer(latest, metrics, operator);
  }

  private Map<String, Page> pages(OperatorMetrics scraped) {
    Semaphore places = new Semaphore(ANSWERS_AT_ONCE);
    return Map.of(
        "/healthz", HealthPage.alive(() -> List.of(HealthLine.ok("process"))),
        "/readyz", HealthPage.ready(this::ready),
        "/metrics", new MetricsPage(scraped::scrape),
        "/explain", AnswerPage.explain(this, places),
        "/trace", AnswerPage.trace(this, places));
  }

  private List<HealthLine> ready() {
    boolean passed = operator.state().last().filter(SyncReport::succeeded).isPresent();
    return List.of(
        operator.watches().read()
            ? HealthLine.ok("kubernetes")
            : HealthLine.not("kubernetes", String.join("; ", operator.watches().problems())),
        passed ? HealthLine.ok("pass") : HealthLine.not("pass", "the last one did not succeed"));
  }

  @Override
  public PassAnswers current() {
    return latest.answers().orElseThrow(() -> new NoAnswerException("no pass has ended yet"));
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    return operator.tracePath(flow);
  }

  /** Where it listens. */
  URI url() {
    return URI.create(
        "http://" + server.address().getHostString() + ":" + server.address().getPort());
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
