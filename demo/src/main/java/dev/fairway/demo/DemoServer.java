package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.server.HealthHandler;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.server.RequestHandler;
import dev.fairway.operator.server.ServerResponse;
import dev.fairway.operator.trace.QueryException;
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
final class DemoServer implements QuerySource, AutoCloseable {

  private static final String VERSION = "demo";
  private static final int ANSWERS_AT_ONCE = 2;

  private final LatestSync latest;
  private final OperatorMetrics metrics;
  private final FairwayInstance operator;
  private final OperatorHttpServer server;

  private DemoServer(LatestSync latest, OperatorMetrics metrics, FairwayInstance operator) {
    this.latest = latest;
    this.metrics = metrics;
    this.operator = operator;
    this.server =
        OperatorHttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pages(metrics));
  }

  /** Starts one, on any free port; answers from the last pass at once, and counts from now on. */
  static DemoServer start(PassWatch watch, SeenPass last, FairwayInstance operator) {
    LatestSync latest = new LatestSync(System::nanoTime);
    latest.syncEnded(last.report(), last.took());
    OperatorMetrics metrics = new OperatorMetrics(VERSION, () -> true, () -> false);
    metrics.watch(operator);
    watch.join(latest);
    watch.join(metrics.syncs());
    return new DemoServer(latest, metrics, operator);
  }

  private Map<String, RequestHandler> pages(OperatorMetrics scraped) {
    Semaphore places = new Semaphore(ANSWERS_AT_ONCE);
    return Map.of(
        "/healthz", HealthHandler.alive(() -> List.of(HealthCheckResult.ok("process"))),
        "/readyz", HealthHandler.ready(this::ready),
        "/metrics", query -> ServerResponse.metrics(scraped.scrape()),
        "/explain", QueryHandler.explain(this, places),
        "/trace", QueryHandler.trace(this, places));
  }

  private List<HealthCheckResult> ready() {
    boolean passed = operator.state().last().filter(SyncReport::succeeded).isPresent();
    return List.of(
        operator.watches().read()
            ? HealthCheckResult.ok("kubernetes")
            : HealthCheckResult.not("kubernetes", String.join("; ", operator.watches().problems())),
        passed
            ? HealthCheckResult.ok("pass")
            : HealthCheckResult.not("pass", "the last one did not succeed"));
  }

  @Override
  public QueryService current() {
    return latest.answers().orElseThrow(() -> QueryException.unavailable("no pass has ended yet"));
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
