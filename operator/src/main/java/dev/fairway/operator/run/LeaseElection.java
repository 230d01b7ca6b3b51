package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several processes acts: who holds a Lease. Whoever does not hear from the API server in
 * time stands by of its own accord, before another one may lead; that relies on clocks that go
 * equally fast, and on wall clocks that differ by less than {@code duration} minus {@code renew}.
 */
final class LeaseElection implements LeaderElection, ObservedLease.Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);
  private static final Duration LONGEST_RELEASE = Duration.ofMillis(800);

  private final KubernetesClient client;
  private final LeaderElectionSection settings;
  private final String identity;
  private final FairwayInstance running;
  private final LongSupplier nanoClock;
  private final ElectionState state;
  private final ScheduledExecutorService threads;
  private Optional<CompletableFuture<?>> candidacy = Optional.empty();
  private Optional<PeriodicTask> checks = Optional.empty();
  private boolean closed;

  /**
   * Takes part once started.
   *
   * @param client for the election alone: its calls must give up well before {@code renew}
   * @param identity under which this process is known, unlike any other's
   */
  LeaseElection(
      KubernetesClient client,
      LeaderElectionSection settings,
      String identity,
      FairwayInstance running,
      LongSupplier nanoClock) {
    this.client = client;
    this.settings = settings;
    this.identity = identity;
    this.running = running;
    this.nanoClock = nanoClock;
    this.state = new ElectionState(identity, settings.renew());
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(
            2,
            work -> {
              Thread thread = new Thread(work, "fairway-election");
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    this.threads = pool;
  }

  @Override
  public void start() {
    Duration slack = settings.duration().minus(settings.renew());
    long every = Math.max(1, Math.min(settings.retry().toMillis(), slack.toMillis()) / 2);
    synchronized (this) {
      stand();
      checks =
          Optional.of(PeriodicTask.begin("fairway-lease", Duration.ofMillis(every), this::check));
    }
  }

  /** Stands for election until it was won and lost. */
  private void stand() {
    LeaseLock lease =
        new LeaseLock(settings.lease().namespace(), settings.lease().name(), identity);
    CompletableFuture<?> stands =
        new LeaderElectorBuilder(client, threads)
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName(settings.lease().toString())
                    .withLock(new ObservedLease(lease, nanoClock, this))
                    .withLeaseDuration(settings.duration())
                    .withRenewDeadline(settings.renew())
                    .withRetryPeriod(settings.retry())
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(new LeaderCallbacks(() -> {}, this::lost, anybody -> {}))
                    .build())
            .build()
            .start();
    candidacy = Optional.of(stands);
  }

  @Override
  public synchronized void heldBy(Optional<String> holder, long begunAt) {
    if (!closed) {
      follow(state.heldBy(holder, begunAt, nanoClock.getAsLong()));
    }
  }

  @Override
  public synchronized void failed(KubernetesClientException why) {
    String server = client.getConfiguration().getMasterUrl();
    String sentence =
        "Lease " + settings.lease() + ": " + LeaseTrouble.of(server, why, settings.lease());
    if (!closed && state.failed(sentence)) {
      LOG.warn("{}", sentence);
    }
  }

  private synchronized void lost() {
    if (!closed) {
      follow(state.lost());
    }
  }

  /** Time has passed: perhaps too much, perhaps enough to stand again. */
  private synchronized void check() {
    if (!closed) {
      follow(state.checked(nanoClock.getAsLong()));
      if (candidacy.filter(CompletableFuture::isDone).isPresent()) {
        stand();
      }
    }
  }

  /** Makes it so. Under the lock, so that the last word is the last change. */
  private void follow(ElectionState.Change change) {
    switch (change) {
      case GAINED -> {
        LOG.info("leads, as {}", identity);
        running.lead();
      }
      case LOST -> {
        running.standBy();
        LOG.warn("leads no more, and stands by");
      }
      case OTHER_LEADER -> LOG.info("stands by; {} leads", state.holder().orElse("nobody"));
      case NONE -> {}
    }
  }

  @Override
  public synchronized boolean leads() {
    return state.leads();
  }

  @Override
  public synchronized HealthCheckResult line() {
    if (state.problem().isPresent()) {
      return HealthCheckResult.not("leader", state.problem().get());
    }
    String who = state.holder().map(name -> name + " leads").orElse("nobody leads yet");
    return HealthCheckResult.ok(
        "leader", state.leads() ? "this process leads" : "standing by; " + who);
  }

  @Override
  public void close() {
    Optional<CompletableFuture<?>> stands;
    synchronized (this) {
      closed = true;
      checks.ifPresent(PeriodicTask::close);
      stands = candidacy;
      candidacy = Optional.empty();
    }
    stands.ifPresent(this::release);
    threads.shutdownNow();
  }

  /** Gives the Lease back, so that another one need not wait for it to expire. */
  private void release(CompletableFuture<?> stands) {
    try {
      CompletableFuture.runAsync(() -> stands.cancel(true), threads)
          .get(LONGEST_RELEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException away) {
      LOG.warn(
          "Lease {} could not be given back; another process waits for it to expire",
          settings.lease());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
