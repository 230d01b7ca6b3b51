package dev.fairway.runtime;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.translate.Translator;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.runtime.safety.SafetyHistory;
import dev.fairway.runtime.safety.SafetyReview;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * One sync: read the fabric, decide, act once, report. Between syncs it keeps the last inventory,
 * the last revision, the history of drift and what tells a loss from a reason; all come back by
 * themselves after a restart.
 *
 * <p>One thread at a time, and one object for each backend: a second one would know nothing of the
 * first one's syncs. Does not close the backend.
 */
public final class PolicySync {

  private final SdwanBackend backend;
  private final SyncOptions options;
  private final GuardedBackend guarded;
  private final LastReading last;
  private final DriftHistory drifts;
  private final OtherWriters others;
  private final PolicyWriter self;
  private final String name;
  private final SafetyHistory history;
  private final SortedMap<String, String> approvals = new TreeMap<>();
  private long syncs;

  private PolicySync(
      SdwanBackend backend,
      SyncOptions options,
      LastReading last,
      DriftHistory drifts,
      OtherWriters others,
      PolicyWriter self,
      SafetyHistory history,
      String name,
      long syncs) {
    this.backend = backend;
    this.self = options.writer().orElse(self);
    this.options = options.toBuilder().writer(this.self).build();
    this.guarded = new GuardedBackend(backend, this.options);
    this.last = last;
    this.drifts = drifts;
    this.others = others;
    this.history = history;
    this.name = name;
    this.syncs = syncs;
  }

  /** Syncs of that backend, with the defaults of {@link SyncOptions}. */
  public static PolicySync with(SdwanBackend backend) {
    return with(backend, RunningProcess.newName());
  }

  /** Syncs of that backend, of a process that named itself so before. */
  public static PolicySync with(SdwanBackend backend, PolicyWriter self) {
    String name = UUID.randomUUID().toString().substring(0, 8);
    return new PolicySync(
        backend,
        SyncOptions.builder().build(),
        new LastReading(),
        new DriftHistory(),
        new OtherWriters(),
        self,
        new SafetyHistory(name),
        name,
        0);
  }

  /**
   * Approves a hold with the next sync that reads the cluster whole; the report tells whether it
   * was one.
   *
   * @param hold its id
   * @param who whose approval it is
   */
  public void approve(String hold, String who) {
    approvals.put(hold, who);
  }

  /** The same with other options; takes over the state of this one, and takes its place. */
  public PolicySync using(SyncOptions other) {
    PolicySync next =
        new PolicySync(backend, other, last, drifts, others, self, history, name, syncs);
    next.approvals.putAll(approvals);
    return next;
  }

  /** The name of this process on the fabric, to other processes of the owner. */
  public PolicyWriter writer() {
    return self;
  }

  /**
   * Runs one sync. Every failure of the fabric stands in the report.
   *
   * @throws IllegalArgumentException where the fleet has no cluster of the owner, or several
   */
  public SyncReport run(FleetSnapshot fleet) {
    long start = options.nanoClock().getAsLong();
    ClusterSnapshot cluster = clusterOf(fleet);
    String id = nextId();
    options.publish(listener -> listener.syncStarted(id, fleet));
    SyncReport report = run(id, fleet, cluster);
    Duration took = Duration.ofNanos(options.nanoClock().getAsLong() - start);
    SyncLog.write(report, took);
    options.publish(listener -> listener.syncEnded(report, took));
    return report;
  }

  private SyncReport run(String id, FleetSnapshot fleet, ClusterSnapshot cluster) {
    try {
      return apply(prepare(id, fleet, cluster.owner()));
    } catch (GuardedBackend.CallFailure failed) {
      return unread(id, fleet, cluster, failed.failure());
    }
  }

  /**
   * Reads the inventory alone, however young the last one is; the next syncs work with it.
   *
   * @return true where rules may come out otherwise than with the last one: its age, the state and
   *     quality of its tunnels and the state of its service functions do not count. False where
   *     there was none
   * @throws BackendException where the fabric cannot be read; the last one stays in use
   */
  public boolean refreshInventory() {
    return read(
        id -> {
          Optional<WanSnapshot> known = last.inventory();
          WanSnapshot reading = keep(guarded.inventory(id));
          return known
              .filter(wan -> !RuleInputs.of(wan).equals(RuleInputs.of(reading)))
              .isPresent();
        });
  }

  /**
   * The inventory that the next sync works with; read where there is none yet, or an old one.
   *
   * @throws BackendException where the fabric cannot be read
   */
  public WanSnapshot inventory() {
    return read(this::inventory);
  }

  /**
   * Looks whether the policy is still at the revision that the last sync saw or left it at. Only
   * reads, and costs less than a sync where the backend can look.
   *
   * @param longest how long the look may take
   * @return false where the policy is at another revision, where the backend cannot tell, and
   *     before the first sync
   * @throws BackendException where the fabric cannot be asked
   */
  public boolean look(Duration longest) {
    Optional<WanSnapshot> wan = latestInventory();
    Optional<Revision> known = last.revision();
    if (wan.isEmpty() || known.isEmpty()) {
      return false;
    }
    long asked = options.nanoClock().getAsLong();
    boolean same = read(id -> guarded.isAt(known.get(), wan.get(), id, longest));
    if (same) {
      last.keep(known.get(), asked);
    }
    return same;
  }

  /**
   * The time since the policy was last seen at the revision that is known: by an observation, a
   * look, or a change that was confirmed. Empty before the first.
   */
  public Optional<Duration> sinceLook() {
    return last.sinceLook(options.nanoClock());
  }

  /**
   * Plans a sync up to the moment before anything is written. Only reads.
   *
   * @throws BackendException where the fabric cannot be read
   * @throws IllegalArgumentException where the fleet has no cluster of the owner, or several
   */
  public PlannedSync prepare(FleetSnapshot fleet) {
    return read(id -> prepare(id, fleet, clusterOf(fleet).owner()));
  }

  private <R> R read(Function<String, R> read) {
    try {
      return read.apply(nextId());
    } catch (GuardedBackend.CallFailure failed) {
      throw failed.thrown();
    }
  }

  /** The inventory, from the fabric where the last one is older than the interval. */
  private WanSnapshot inventory(String id) {
    return latestInventory()
        .filter(
            wan ->
                last.sinceInventory(options.nanoClock()).compareTo(options.inventoryInterval()) < 0)
        .orElseGet(() -> keep(guarded.inventory(id)));
  }

  private WanSnapshot keep(WanSnapshot reading) {
    return last.keep(reading, options.nanoClock());
  }

  private Optional<WanSnapshot> latestInventory() {
    return last.inventoryNow(options.nanoClock());
  }

  private PlannedSync prepare(String id, FleetSnapshot fleet, OwnerId owner) {
    WanSnapshot wan = inventory(id);
    long asked = options.nanoClock().getAsLong();
    ObservedPolicy observed = guarded.observe(wan, id);
    last.keep(observed.revision(), asked);
    others.observed(
        observed.lastWrite(), self, options.mayWrite(), options.nanoClock().getAsLong());
    // What was not read is not gone: a cluster that was not read whole keeps what it has.
    boolean whole = isWhole(fleet, owner);
    FleetSnapshot kept = whole ? retain(fleet, owner, approvals) : fleet;
    ResolvedFleet resolved = resolve(kept, wan);
    if (whole) {
      SortedSet<ServiceKey> waiting = history.gains(PlannedSync.cluster(resolved, owner));
      if (!waiting.isEmpty()) {
        kept = kept.with(history.waiting(clusterOf(kept), waiting));
        resolved = resolve(kept, wan);
      }
    }
    ResolvedCluster cluster = PlannedSync.cluster(resolved, owner);
    Translation translation =
        Translator.translate(cluster.withoutObserved(), resolved.wan(), wan.profile());
    SafetyReview review =
        whole
            ? history.keep(
                translation.policy(),
                observed.mine(),
                cluster,
                wan.inventory().siteIds(),
                wan.profile())
            : history.unread(translation.policy(), cluster);
    Optional<Drift> drift =
        drifts.seeing(review.policy(), observed, options.writes(), options.nanoClock().getAsLong());
    PlanMode mode = whole ? options.planMode() : PlanMode.OBSERVE;
    Plan plan = Planner.plan(owner, review.policy(), observed, mode);
    PlannedSync planned =
        new PlannedSync(id, owner, wan, resolved, translation, observed, drift, plan, review);
    options.publish(listener -> listener.planned(planned));
    return planned;
  }

  private static boolean isWhole(FleetSnapshot fleet, OwnerId owner) {
    return fleet.clusters().values().stream()
        .filter(cluster -> cluster.owner().equals(owner))
        .allMatch(cluster -> cluster.completeness() == Completeness.COMPLETE);
  }

  private FleetSnapshot retain(FleetSnapshot fleet, OwnerId owner, Map<String, String> approved) {
    history.begin(
        options.safety(),
        options.podLookup(),
        Duration.ofNanos(options.nanoClock().getAsLong()),
        approved);
    approvals.keySet().removeAll(Set.copyOf(approved.keySet()));
    return fleet.with(history.retain(clusterOf(fleet)));
  }

  /**
   * Applies a plan that this object prepared. An empty plan is not even sent, unless the fabric
   * holds something unfinished; nor is one that waits ({@link PlannedSync#mendIn}).
   */
  public SyncReport apply(PlannedSync planned) {
    boolean allowed = planned.mendIn().isEmpty();
    ApplyResult result = allowed && isNeeded(planned) ? applyPlan(planned) : ApplyResult.NOTHING;
    if (allowed && planned.isComplete() && options.writes()) {
      remember(planned, result);
    }
    SyncReport report = withOthers(new SyncReportBuilder(planned, options, result).report());
    drifts.after(report, options.nanoClock().getAsLong());
    return report;
  }

  private SyncReport withOthers(SyncReport report) {
    return report.with(others.current(options.nanoClock().getAsLong()));
  }

  private boolean isNeeded(PlannedSync planned) {
    boolean unfinished = !planned.observed().unfinished().isEmpty();
    return !planned.plan().isEmpty() || (unfinished && planned.isComplete() && options.writes());
  }

  private ApplyResult applyPlan(PlannedSync planned) {
    try {
      ApplyReport report = guarded.apply(planned.plan(), planned.wan(), planned.correlationId());
      ApplyResult result = ApplyResult.of(planned.plan(), report);
      if (result.failure().isEmpty() && !options.dryRun()) {
        keep(report);
      }
      return result;
    } catch (GuardedBackend.CallFailure failed) {
      failed
          .thrown()
          .other()
          .ifPresent(write -> others.inTheWay(write, self, options.nanoClock().getAsLong()));
      return ApplyResult.of(planned.plan(), failed);
    }
  }

  /** What was confirmed is as good as seen. */
  private void keep(ApplyReport report) {
    if (report.succeeded()) {
      last.keep(report.revision(), options.nanoClock().getAsLong());
    } else {
      last.keep(report.revision());
    }
  }

  private void remember(PlannedSync planned, ApplyResult result) {
    if (result.whole() || result.begun()) {
      history.applied(
          result.whole(),
          planned.cluster(),
          planned.translation().origins().values(),
          planned.plan().after());
    }
  }

  private SyncReport unread(
      String id, FleetSnapshot fleet, ClusterSnapshot cluster, SyncFailure failure) {
    // Pods come and go while the fabric is out of reach; what is seen of it explains a loss later.
    boolean whole = cluster.completeness() == Completeness.COMPLETE;
    FleetSnapshot kept = whole ? retain(fleet, cluster.owner(), Map.of()) : fleet;
    if (whole) {
      history.undecided();
    }
    Optional<ResolvedCluster> resolved =
        latestInventory().map(wan -> PlannedSync.cluster(resolve(kept, wan), cluster.owner()));
    return withOthers(
        SyncReportBuilder.unread(id, options.dryRun(), cluster, resolved, failure, history));
  }

  private ResolvedFleet resolve(FleetSnapshot fleet, WanSnapshot wan) {
    WanInventory bounded = options.scope().applyTo(wan.inventory());
    return Resolver.resolve(fleet, bounded, wan.profile());
  }

  private ClusterSnapshot clusterOf(FleetSnapshot fleet) {
    List<ClusterSnapshot> owned =
        fleet.clusters().values().stream()
            .filter(cluster -> options.owner().map(cluster.owner()::equals).orElse(true))
            .toList();
    if (owned.size() != 1) {
      throw new IllegalArgumentException(
          "owner "
              + options.owner().map(OwnerId::value).orElse("not set")
              + ": the fleet must hold exactly one cluster of that owner, and holds "
              + fleet.clusters().keySet());
    }
    return owned.get(0);
  }

  private String nextId() {
    syncs++;
    return name + "-" + syncs;
  }
}
