package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LeadershipFollower;
import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.operator.lease.LeaseClient;
import dev.fairway.operator.lease.LeaseEvents;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.MaintenanceWindow;
import dev.fairway.runtime.safety.SafetyReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch on the operator's Lease and on the maintenance windows: freezes and unfreezes an
 * instance, and hands it the approvals of holds. The Lease is read before anything is written,
 * again before each term as leader, and every second. Where it cannot be read, what was last known
 * holds. Thread-safe; never waits for the API server where it stops an instance.
 */
final class LeaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  /** The reads after which a Lease that could not be created is tried again. */
  private static final int CREATE_EVERY = 30;

  /** An election waits for the read before its process leads. */
  private static final int LONGEST_CALL_MILLIS = 2_000;

  private static final String FIELD_MANAGER = "fairway-operator";

  /** An Event that is still to be written. */
  private record Notice(
      String uid, boolean warning, String reason, String action, String sentence) {}

  private final LeaseClient lease;
  private final Settings settings;
  private final boolean mayRead;
  private final LeaseEvents events;
  private final InstantSource clock;
  private final FreezeState state;
  private final Set<String> handled = ConcurrentHashMap.newKeySet();
  private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
  private Optional<FairwayInstance> instance = Optional.empty();
  private Optional<PeriodicTask> task = Optional.empty();
  private int untilCreate;
  private volatile Optional<String> frozen = Optional.empty();
  private volatile Optional<String> problem = Optional.empty();
  private volatile String uid = "";
  private volatile boolean endless;
  private volatile boolean leading;
  private volatile boolean closed;

  /**
   * A watch that reads nothing yet.
   *
   * @param client for the Lease alone, with calls that give up soon; closed with the watch
   * @param mayRead false where the API server said that this process may not read the Lease
   * @param identity the name of this process in Events
   * @param clock the wall clock
   */
  LeaseWatch(
      KubernetesClient client,
      Settings settings,
      boolean mayRead,
      String identity,
      InstantSource clock) {
    this.lease = new LeaseClient(client, settings.leaderElection().lease());
    this.settings = settings;
    this.mayRead = mayRead;
    this.events = new LeaseEvents(lease, identity, clock);
    this.clock = clock;
    this.state = new FreezeState(settings.freeze());
  }

  static LeaseWatch of(OperatorInputs inputs, boolean mayRead) {
    Config config = inputs.cluster().config();
    config.setRequestTimeout(LONGEST_CALL_MILLIS);
    config.setConnectionTimeout(LONGEST_CALL_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    return new LeaseWatch(
        new KubernetesClientBuilder().withConfig(config).build(),
        inputs.settings(),
        mayRead,
        inputs.identity(),
        inputs.clock());
  }

  /**
   * Waits until it is known whether the fabric is frozen; false where the stop signal came first.
   */
  boolean readFirst(StopSignal stop, OperatorHealth health) {
    while (!stop.isGiven()) {
      if (read() || !mayRead) {
        return true;
      }
      health.waitsFor(problem.orElse("") + "; it tells whether the fabric is frozen");
      stop.await(BETWEEN_TRIES);
    }
    return false;
  }

  /** Freezes the instance where it is due, and follows from now on. Before the instance leads. */
  synchronized void follow(FairwayInstance followed) {
    instance = Optional.of(followed);
    apply();
    task = Optional.of(PeriodicTask.start("fairway-freeze", INTERVAL, this::turn));
  }

  /** The same follower, for which the Lease is read once more before it leads. */
  LeadershipFollower beforeLeading(LeadershipFollower follower) {
    return new LeadershipFollower() {
      @Override
      public void lead() {
        confirm();
        leading = true;
        follower.lead();
      }

      @Override
      public void standBy() {
        leading = false;
        follower.standBy();
      }
    };
  }

  /** Somebody may have frozen the fabric since the last read. */
  private synchronized void confirm() {
    handled.clear();
    if (!read() && mayRead) {
      state.unknown(
          "the Lease " + lease.name() + " could not be read when this process began to lead");
    }
    apply();
  }

  private void turn() {
    try {
      follow().forEach(this::write);
    } catch (RuntimeException broken) {
      // The client of a watch that was closed meanwhile throws what it likes.
      if (!closed) {
        throw broken;
      }
    }
  }

  /** Lets the instance follow the clock and the Lease; the Events about it. */
  private synchronized List<Notice> follow() {
    apply();
    read();
    apply();
    List<Notice> due = new ArrayList<>();
    for (Notice next = notices.poll(); next != null; next = notices.poll()) {
      due.add(next);
    }
    return due;
  }

  /** Reads the Lease, and creates or repairs it where that is due; false where it is not known. */
  private synchronized boolean read() {
    boolean known = false;
    try {
      Optional<Lease> found = lease.find();
      known = true;
      if (found.isPresent()) {
        observe(LeaseAnnotations.of(found.get()));
      } else {
        state.observedNoLease();
        create();
      }
      restore();
      if (found.isPresent() && problem.isPresent()) {
        LOG.info("Lease {} is read again", lease.name());
        problem = Optional.empty();
      }
    } catch (KubernetesClientException failed) {
      failed(failed);
    }
    return known;
  }

  private void failed(KubernetesClientException failed) {
    String server = lease.client().getConfiguration().getMasterUrl();
    Optional<String> sentence = Optional.of(LeaseProblem.of(lease.name(), server, failed));
    if (!sentence.equals(problem) && !closed) {
      LOG.warn("{}; until then freeze, unfreeze and approve are not seen", sentence.get());
    }
    problem = sentence;
  }

  private void observe(LeaseAnnotations seen) {
    uid = seen.uid();
    state.observed(seen);
    if (leading) {
      seen.approvals().forEach(this::approve);
    }
  }

  /** Creates the Lease where no elector does, so that people have something to annotate. */
  private void create() {
    if (settings.leaderElection().enabled() || untilCreate-- > 0) {
      return;
    }
    untilCreate = CREATE_EVERY;
    try {
      observe(LeaseAnnotations.of(lease.create(Map.of())));
      untilCreate = 0;
      LOG.info("created the Lease {}, for freeze, unfreeze and approve", lease.name());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
    }
  }

  /** Annotates the Lease as it was, where another one took its place without being unfrozen. */
  private void restore() {
    Optional<Attribution> lost = uid.isEmpty() ? Optional.empty() : state.lost();
    if (lost.isPresent()) {
      LOG.warn(
          "Lease {} was made anew without the freeze {}: annotates it again",
          lease.name(),
          lost.get().since());
      state.observed(
          LeaseAnnotations.of(
              lease.annotate(LeaseAnnotations.freezing(lost.get()), FIELD_MANAGER)));
    }
  }

  private void approve(String holdId, Attribution who) {
    if (!handled.add(holdId) || instance.isEmpty()) {
      return;
    }
    if (!LeaseAnnotations.isHoldId(holdId)) {
      String sentence =
          "annotation %s%s on Lease %s names no hold: a HOLD-ID is h- and 8 of 0-9 and a-f"
              .formatted(LeaseAnnotations.APPROVE, holdId, lease.name());
      LOG.warn("{}", sentence);
      tell(true, "HoldUnknown", "Approve", sentence);
      return;
    }
    LOG.info("read the approval of hold {}, {}", holdId, who.once());
    instance.get().approve(holdId, who.who());
  }

  /** The listener of syncs that tells what came of the approvals on the Lease. */
  SyncListener outcomes() {
    return new SyncListener() {
      @Override
      public void syncEnded(SyncReport report, Duration took) {
        report.safety().ifPresent(LeaseWatch.this::tellOutcomes);
      }
    };
  }

  private void tellOutcomes(SafetyReview safety) {
    safety.approved().forEach((hold, who) -> tell(hold, false, "hold %s was approved by %s", who));
    safety
        .unknownApprovals()
        .forEach(
            (hold, who) ->
                tell(hold, true, "no hold %s lasts: the approval by %s does nothing", who));
  }

  private void tell(String hold, boolean unknown, String sentence, String who) {
    if (handled.contains(hold)) {
      String reason = unknown ? "HoldUnknown" : "HoldApproved";
      tell(unknown, reason, "Approve", sentence.formatted(hold, who));
    }
  }

  /** Lets the instance follow what is due at this time by the wall clock. */
  private void apply() {
    Optional<String> due = state.reason(clock.instant());
    endless = state.isEndless();
    if (instance.isEmpty() || due.equals(frozen)) {
      return;
    }
    frozen = due;
    if (due.isPresent()) {
      instance.get().freeze(due.get());
      LOG.warn("frozen: {}", due.get());
      tell(false, "Frozen", "Freeze", "nothing is written to the fabric: frozen " + due.get());
    } else {
      instance.get().unfreeze();
      String how = state.liftedBy().map(who -> ": unfrozen " + who.once()).orElse("");
      LOG.info("frozen no more{}", how);
      tell(false, "Unfrozen", "Unfreeze", "the fabric is frozen no more" + how);
    }
  }

  private void tell(boolean warning, String reason, String action, String sentence) {
    if (leading && settings.status().enabled() && !uid.isEmpty()) {
      notices.add(new Notice(uid, warning, reason, action, sentence));
    }
  }

  private void write(Notice notice) {
    try {
      events.write(
          notice.uid(), notice.warning(), notice.reason(), notice.action(), notice.sentence());
    } catch (KubernetesClientException failed) {
      LOG.debug("event {} of Lease {} was not written", notice.reason(), lease.name(), failed);
    }
  }

  /** Whether the fabric is frozen, and whether the Lease is read: always well. */
  HealthCheckResult health() {
    String why = frozen.map(reason -> "frozen: " + reason).orElse("");
    String blind =
        problem
            .map(text -> text + "; until then freeze, unfreeze and approve are not seen")
            .orElse("");
    return HealthCheckResult.ok(
        "freeze", why.isEmpty() || blind.isEmpty() ? why + blind : why + "; " + blind);
  }

  /** How long the fabric stays frozen, in seconds: 0 where it is not, infinite where by hand. */
  double remaining() {
    Instant now = clock.instant();
    return endless
        ? Double.POSITIVE_INFINITY
        : MaintenanceWindow.open(settings.freeze(), now)
            .map(open -> (double) Duration.between(now, open.until()).toSeconds())
            .orElse(0.0);
  }

  @Override
  public void close() {
    closed = true;
    task.ifPresent(PeriodicTask::close);
    lease.client().close();
  }
}
