package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.server.HealthHandler;
import dev.fairway.operator.server.MetricsHandler;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.server.RequestHandler;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process that follows a cluster, from its start to its end. Everything is begun in {@link
 * #run} and ended there, whatever happens in between.
 */
public final class Operator {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration LOOK_AT_SETTINGS = Duration.ofSeconds(10);
  private static final int ANSWERS_AT_ONCE = 2;

  private final OperatorInputs inputs;
  private final FairwayStarter starter;
  private final StopSignal stop;
  private final LatestSync latest;
  private final OperatorHealth health;
  private volatile Optional<FairwayInstance> running = Optional.empty();

  /** With these inputs, until that signal. */
  public Operator(OperatorInputs inputs, FairwayStarter starter, StopSignal stop) {
    this.inputs = inputs;
    this.starter = starter;
    this.stop = stop;
    this.latest = new LatestSync(inputs.nanoClock());
    this.health = new OperatorHealth(latest, inputs.watch(), inputs.nanoClock());
  }

  /**
   * Runs until it is told to stop. Closes the backend.
   *
   * @throws StartException where it cannot start and waiting does not help, and where its loop
   *     broke: a process that does nothing must not keep another one from leading
   */
  public void run() {
    SdwanBackend backend = inputs.backend();
    try (backend;
        OperatorMetrics metrics =
            new OperatorMetrics(
                inputs.version(), health::leads, () -> inputs.watch().note().isPresent())) {
      ElectionTimes.check(inputs.settings().leaderElection());
      StartLine.log(inputs);
      try (OperatorHttpServer server =
          ServerStart.start(inputs.settings().server(), pages(metrics))) {
        LOG.info("serves {} at {}", new TreeSet<>(pages(metrics).keySet()), server.address());
        followTheCluster(metrics);
      }
    }
    LOG.info("ended");
  }

  private void followTheCluster(OperatorMetrics metrics) {
    PeriodicTask looks =
        PeriodicTask.begin("fairway-settings", LOOK_AT_SETTINGS, inputs.watch()::look);
    try (looks) {
      follow(metrics);
    }
  }

  private Map<String, RequestHandler> pages(OperatorMetrics metrics) {
    Semaphore places = new Semaphore(ANSWERS_AT_ONCE);
    QuerySource answers = new LatestSyncAnswers(latest, () -> running);
    return Map.of(
        "/healthz", HealthHandler.alive(health::alive),
        "/readyz", HealthHandler.ready(health::ready),
        "/metrics", new MetricsHandler(metrics::scrape),
        "/explain", QueryHandler.explain(answers, places),
        "/trace", QueryHandler.trace(answers, places));
  }

  private void follow(OperatorMetrics metrics) {
    ApiServerPreflight door = new ApiServerPreflight(inputs.cluster(), inputs.settings(), health);
    if (!door.open(stop)) {
      return;
    }
    LoopFailureListener brokenLoop = new LoopFailureListener(stop);
    FairwayDependencies parts =
        new FairwayDependencies(
            inputs.cluster(),
            inputs.settings(),
            inputs.backend(),
            List.of(latest, metrics.passes()),
            List.of(metrics.loop(), brokenLoop),
            metrics.status(),
            inputs.identity());
    try (FairwayInstance fairway = starter.start(parts)) {
      Leaderships chosen = Leaderships.of(inputs, fairway);
      // Closed from the right: nothing is written any more before another process is let in.
      try (chosen;
          fairway) {
        metrics.watch(fairway);
        running = Optional.of(fairway);
        health.runs(fairway, chosen.leadership());
        chosen.leadership().start();
        stop.await();
        brokenLoop.problem().ifPresentOrElse(LOG::error, () -> LOG.info("was told to stop"));
        health.ends();
      }
    }
    brokenLoop
        .problem()
        .ifPresent(
            why -> {
              throw new StartException(why);
            });
  }
}
