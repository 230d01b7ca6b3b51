package dev.fairway.operator.run;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.server.HealthHandler;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.server.RequestHandler;
import dev.fairway.operator.server.ServerResponse;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of the operator, from its start to its end. Everything is started in {@link #run} and
 * ended there, whatever happens in between.
 */
public final class Operator {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration SETTINGS_INTERVAL = Duration.ofSeconds(10);
  private static final int QUERIES_AT_ONCE = 2;

  private final OperatorInputs inputs;
  private final FairwayStarter starter;
  private final StopSignal stop;
  private final LatestSync latest;
  private final OperatorHealth health;
  private volatile Optional<FairwayInstance> running = Optional.empty();

  /** An operator that runs until that signal. */
  public Operator(OperatorInputs inputs, FairwayStarter starter, StopSignal stop) {
    this.inputs = inputs;
    this.starter = starter;
    this.stop = stop;
    this.latest = new LatestSync(inputs.nanoClock());
    this.health = new OperatorHealth(latest, inputs.watch(), inputs.nanoClock());
  }

  /**
   * Runs until the stop signal. Closes the backend.
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
      LeaderElection.checkTimes(inputs.settings().leaderElection());
      logStart();
      Map<String, RequestHandler> pages = pages(metrics);
      try (OperatorHttpServer server = startServer(pages);
          PeriodicTask settingsWatch =
              PeriodicTask.start("fairway-settings", SETTINGS_INTERVAL, inputs.watch()::look)) {
        LOG.info("serves {} at {}", new TreeSet<>(pages.keySet()), server.address());
        follow(metrics);
      }
    }
    LOG.info("ended");
  }

  /** Logs the start in one line, without secrets: of the backend's settings only its name. */
  private void logStart() {
    Settings settings = inputs.settings();
    LOG.info(
        "fairway {} starts: settings file {}, cluster {} at {}, rules of owner {}, backend {}, mode"
            + " {}",
        inputs.version(),
        inputs.watch().file(),
        settings.cluster().name(),
        inputs.cluster().config().getMasterUrl(),
        settings.cluster().owner(),
        settings.backend().name(),
        settings.sync().mode().text());
  }

  private OperatorHttpServer startServer(Map<String, RequestHandler> pages) {
    String address = inputs.settings().server().address().addressText();
    int port = inputs.settings().server().port();
    try {
      return OperatorHttpServer.start(
          new InetSocketAddress(InetAddress.getByName(address), port), pages);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(address + " is an address", impossible);
    } catch (UncheckedIOException taken) {
      String why =
          Optional.ofNullable(taken.getCause()).map(Throwable::getMessage).orElse("refused");
      throw new StartException(
          ("cannot listen at address %s, port %s: %s; set server.address and server.port to one"
                  + " that is free on this machine")
              .formatted(address, port, why));
    }
  }

  private Map<String, RequestHandler> pages(OperatorMetrics metrics) {
    Semaphore permits = new Semaphore(QUERIES_AT_ONCE);
    QuerySource queries = new LatestSyncAnswers();
    return Map.of(
        "/healthz", HealthHandler.alive(health::alive),
        "/readyz", HealthHandler.ready(health::ready),
        "/metrics", query -> ServerResponse.metrics(metrics.scrape()),
        "/explain", QueryHandler.explain(queries, permits),
        "/trace", QueryHandler.trace(queries, permits));
  }

  private void follow(OperatorMetrics metrics) {
    ApiServerPreflight preflight =
        new ApiServerPreflight(inputs.cluster(), inputs.settings(), health, inputs.nanoClock());
    if (!preflight.passes(stop)) {
      return;
    }
    try (LeaseWatch lease = LeaseWatch.of(inputs, preflight.mayReadLease())) {
      if (lease.readFirst(stop, health)) {
        follow(metrics, lease);
      }
    }
  }

  private void follow(OperatorMetrics metrics, LeaseWatch lease) {
    LoopFailureListener loopFailure = new LoopFailureListener(stop);
    FairwayStarter.Dependencies dependencies =
        new FairwayStarter.Dependencies(
            inputs.cluster(),
            inputs.settings(),
            inputs.backend(),
            List.of(latest, metrics.syncs(), lease.outcomes()),
            List.of(metrics.loop(), loopFailure),
            metrics.status(),
            inputs.identity());
    try (FairwayInstance fairway = starter.start(dependencies)) {
      LeaderElection election = LeaderElection.of(inputs, lease.beforeLeading(fairway));
      // Closed in reverse order: nothing is written any more before another process is let in.
      try (election;
          fairway) {
        metrics.watch(fairway);
        metrics.watchFreeze(lease::remaining);
        lease.follow(fairway);
        health.follows(lease);
        running = Optional.of(fairway);
        health.runs(fairway, election);
        election.start();
        stop.await();
        loopFailure.problem().ifPresentOrElse(LOG::error, () -> LOG.info("was told to stop"));
        health.ends();
      }
    }
    loopFailure
        .problem()
        .ifPresent(
            why -> {
              throw new StartException(why);
            });
  }

  /** The answers to queries from the latest sync, while this process leads. Thread-safe. */
  private final class LatestSyncAnswers implements QuerySource {

    @Override
    public QueryService current() {
      LoopState state =
          running
              .map(FairwayInstance::state)
              .orElseThrow(
                  () ->
                      QueryException.unavailable("the API server did not answer yet; see /readyz"));
      if (state.phase() == LoopState.Phase.STANDBY) {
        throw QueryException.unavailable(
            "this process stands by and knows nothing of the fabric; ask the leader: /readyz names"
                + " it");
      }
      return latest
          .answers(state.look())
          .orElseThrow(
              () -> QueryException.unavailable("no sync has read the fabric yet; see /readyz"));
    }

    @Override
    public Optional<PacketPath> tracePath(Flow flow) {
      return running.flatMap(instance -> instance.tracePath(flow));
    }
  }

  /** The listener that stops the process when its loop ended by itself. Thread-safe. */
  static final class LoopFailureListener implements LoopListener {

    private final StopSignal stop;
    private volatile Optional<String> problem = Optional.empty();

    LoopFailureListener(StopSignal stop) {
      this.stop = stop;
    }

    @Override
    public void stateChanged(LoopState state) {
      if (state.phase() == LoopState.Phase.STOPPED && state.problem().isPresent()) {
        problem = state.problem();
        stop.give();
      }
    }

    /** Why the loop ended, where it was not closed. */
    Optional<String> problem() {
      return problem;
    }
  }
}
