package dev.fairway.operator.run;

import dev.fairway.operator.live.LatestPass;
import dev.fairway.operator.live.RunningFairway;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.server.AnswerPage;
import dev.fairway.operator.server.AnswerSource;
import dev.fairway.operator.server.HealthPage;
import dev.fairway.operator.server.MetricsPage;
import dev.fairway.operator.server.OperatorServer;
import dev.fairway.operator.server.Page;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private final LatestPass latest;
  private final OperatorHealth health;
  private volatile Optional<RunningFairway> running = Optional.empty();

  /** With these inputs, until that signal. */
  public Operator(OperatorInputs inputs, FairwayStarter starter, StopSignal stop) {
    this.inputs = inputs;
    this.starter = starter;
    this.stop = stop;
    this.latest = new LatestPass(inputs.nanoClock());
    this.health = new OperatorHealth(latest, inputs.watch());
  }

  /**
   * Runs until it is told to stop. Closes the backend.
   *
   * @throws StartException where it cannot start and waiting does not help
   */
  public void run() {
    SdwanBackend backend = inputs.backend();
    try (backend;
        OperatorMetrics metrics =
            new OperatorMetrics(
                inputs.version(), health::leads, () -> inputs.watch().note().isPresent())) {
      ElectionTimes.check(inputs.settings().leaderElection());
      StartLine.log(inputs);
      ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(Operator::daemon);
      try (OperatorServer server = ServerStart.start(inputs.settings().server(), pages(metrics))) {
        LOG.info(
            "serves {} at {}",
            pages(metrics).keySet().stream().sorted().toList(),
            server.address());
        looks.scheduleWithFixedDelay(
            inputs.watch()::look,
            LOOK_AT_SETTINGS.toMillis(),
            LOOK_AT_SETTINGS.toMillis(),
            TimeUnit.MILLISECONDS);
        follow(metrics);
      } finally {
        looks.shutdownNow();
      }
    }
    LOG.info("ended");
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fairway-settings");
    thread.setDaemon(true);
    return thread;
  }

  private Map<String, Page> pages(OperatorMetrics metrics) {
    Semaphore places = new Semaphore(ANSWERS_AT_ONCE);
    AnswerSource answers = new LiveAnswers(latest, () -> running);
    return Map.of(
        "/healthz", HealthPage.alive(health::alive),
        "/readyz", HealthPage.ready(health::ready),
        "/metrics", new MetricsPage(metrics::scrape),
        "/explain", AnswerPage.explain(answers, places),
        "/trace", AnswerPage.trace(answers, places));
  }

  private void follow(OperatorMetrics metrics) {
    ClusterDoor door = new ClusterDoor(inputs.cluster(), inputs.settings(), health);
    if (!door.open(stop)) {
      return;
    }
    FairwayParts parts =
        new FairwayParts(
            inputs.cluster(),
            inputs.settings(),
            inputs.backend(),
            List.of(latest, metrics.passes()),
            List.of(metrics.loop()),
            metrics.status(),
            inputs.identity());
    try (RunningFairway fairway = starter.start(parts);
        Leaderships chosen = Leaderships.of(inputs, fairway)) {
      metrics.watch(fairway);
      running = Optional.of(fairway);
      health.runs(fairway, chosen.leadership());
      chosen.leadership().start();
      stop.await();
      LOG.info("was told to stop");
      health.ends();
      // Nothing is written any more before another process is let in.
      fairway.close();
    }
  }
}
