package dev.fairway.operator.run;

import dev.fairway.operator.instance.LeadershipFollower;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader election over a Lease, by fabric8's elector, with one guard of our own: that elector
 * tells that it no longer leads only after its calls came back, which may be long after another
 * process may lead. So what counts here is when the last renewal that succeeded was begun, and a
 * leader that does not hear from the API server in time stands by of its own accord. That relies on
 * clocks that go equally fast, and on wall clocks that differ by less than {@code duration} minus
 * {@code renew}.
 */
final class LeaseElection implements LeaderElection {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);
  private static final LeaderElectionRecord NOBODY =
      new LeaderElectionRecord(
          "",
          Duration.ofSeconds(1),
          Instant.EPOCH.atZone(ZoneOffset.UTC),
          Instant.EPOCH.atZone(ZoneOffset.UTC),
          0);
  private static final Duration LONGEST_RELEASE = Duration.ofMillis(800);

  private final KubernetesClient client;
  private final LeaderElectionSection settings;
  private final String identity;
  private final LeadershipFollower instance;
  private final LongSupplier nanoClock;
  private final ElectionState state;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, PeriodicTask.daemons("fairway-election"));
  private Optional<CompletableFuture<?>> candidacy = Optional.empty();
  private Optional<PeriodicTask> checks = Optional.empty();
  private boolean closed;

  /**
   * An election that takes part once started.
   *
   * @param client for the election alone: its calls must give up well before {@code renew}; closed
   *     with the election
   * @param identity the name of this process, unlike any other's
   */
  LeaseElection(
      KubernetesClient client,
      LeaderElectionSection settings,
      String identity,
      LeadershipFollower instance,
      LongSupplier nanoClock) {
    this.client = client;
    this.settings = settings;
    this.identity = identity;
    this.instance = instance;
    this.nanoClock = nanoClock;
    this.state = new ElectionState(identity, settings.renew());
  }

  static LeaseElection of(OperatorInputs inputs, LeadershipFollower instance) {
    LeaderElectionSection settings = inputs.settings().leaderElection();
    Config config = inputs.cluster().config();
    // A call that hangs must not eat the time in which others could be tried.
    int longest = Math.toIntExact(Math.max(1_000, settings.renew().toMillis() / 3));
    config.setRequestTimeout(longest);
    config.setConnectionTimeout(longest);
    config.setRequestRetryBackoffLimit(0);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    return new LeaseElection(client, settings, inputs.identity(), instance, inputs.nanoClock());
  }

  @Override
  public synchronized void start() {
    Duration slack = settings.duration().minus(settings.renew());
    long every = Math.max(1, Math.min(settings.retry().toMillis(), slack.toMillis()) / 2);
    stand();
    checks =
        Optional.of(PeriodicTask.start("fairway-lease", Duration.ofMillis(every), this::check));
  }

  /** Starts an elector, which ends once it led and lost. */
  private void stand() {
    CompletableFuture<?> elector =
        new LeaderElectorBuilder(client, threads)
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName(settings.lease().toString())
                    .withLock(new ObservedLock())
                    .withLeaseDuration(settings.duration())
                    .withRenewDeadline(settings.renew())
                    .withRetryPeriod(settings.retry())
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(new LeaderCallbacks(() -> {}, this::lost, leader -> {}))
                    .build())
            .build()
            .start();
    candidacy = Optional.of(elector);
  }

  /** The Lease, whose holder is observed with the time at which each call was begun. */
  private final class ObservedLock extends LeaseLock {

    ObservedLock() {
      super(settings.lease().namespace(), settings.lease().name(), identity);
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
      @Nullable LeaderElectionRecord record = observed(() -> super.get(client));
      Optional<String> holder =
          Optional.ofNullable(record).map(LeaderElectionRecord::getHolderIdentity);
      if (!holder.equals(Optional.of(identity))) {
        heldBy(holder.filter(name -> !name.isEmpty()), nanoClock.getAsLong());
      }
      return record;
    }

    /** A Lease that no elector wrote yet is held by nobody. */
    @Override
    protected @Nullable LeaderElectionRecord toRecord(Lease lease) {
      return Optional.ofNullable(lease.getSpec()).filter(ObservedLock::isComplete).isPresent()
          ? super.toRecord(lease)
          : NOBODY;
    }

    private static boolean isComplete(LeaseSpec spec) {
      return spec.getLeaseDurationSeconds() != null
          && spec.getAcquireTime() != null
          && spec.getRenewTime() != null;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
      write(record, () -> super.create(client, record));
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
      write(record, () -> super.update(client, record));
    }

    private void write(LeaderElectionRecord record, Runnable write) {
      long begunAt = nanoClock.getAsLong();
      observed(
          () -> {
            write.run();
            return record;
          });
      heldBy(Optional.ofNullable(record.getHolderIdentity()), begunAt);
    }

    private <T> @Nullable T observed(Supplier<@Nullable T> call) {
      try {
        return call.get();
      } catch (KubernetesClientException failed) {
        // Two writes at once are what a Lease is for: the other process was faster.
        if (failed.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          callFailed(failed);
        }
        throw failed;
      }
    }
  }

  private synchronized void heldBy(Optional<String> holder, long begunAt) {
    if (!closed) {
      follow(state.heldBy(holder, begunAt, nanoClock.getAsLong()));
    }
  }

  private synchronized void callFailed(KubernetesClientException why) {
    String problem =
        LeaseProblem.of(settings.lease(), client.getConfiguration().getMasterUrl(), why);
    if (!closed && state.failed(problem)) {
      LOG.warn("{}", problem);
    }
  }

  private synchronized void lost() {
    if (!closed) {
      follow(state.lost());
    }
  }

  /** Ends a term whose renewal is late, and starts another elector where the last one ended. */
  private synchronized void check() {
    if (!closed) {
      follow(state.checked(nanoClock.getAsLong()));
      if (candidacy.filter(CompletableFuture::isDone).isPresent()) {
        stand();
      }
    }
  }

  /**
   * Lets the instance follow a change; under the lock, so that the last call is the last change.
   */
  private void follow(ElectionState.Change change) {
    switch (change) {
      case GAINED -> {
        LOG.info("leads, as {}", identity);
        instance.lead();
      }
      case LOST -> {
        instance.standBy();
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
  public synchronized HealthCheckResult health() {
    if (state.problem().isPresent()) {
      return HealthCheckResult.not("leader", state.problem().get());
    }
    String leader = state.holder().map(name -> name + " leads").orElse("nobody leads yet");
    return HealthCheckResult.ok(
        "leader", state.leads() ? "this process leads" : "standing by; " + leader);
  }

  @Override
  public void close() {
    Optional<CompletableFuture<?>> elector;
    synchronized (this) {
      closed = true;
      checks.ifPresent(PeriodicTask::close);
      elector = candidacy;
      candidacy = Optional.empty();
    }
    elector.ifPresent(this::release);
    threads.shutdownNow();
    client.close();
  }

  /** Gives the Lease back, so that another process need not wait for it to expire. */
  private void release(CompletableFuture<?> elector) {
    try {
      CompletableFuture.runAsync(() -> elector.cancel(true), threads)
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
