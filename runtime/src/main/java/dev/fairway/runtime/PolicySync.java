package dev.fairway.runtime;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
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
import dev.fairway.runtime.safety.SafetyBaseline;
import dev.fairway.runtime.safety.SafetyGate;
import dev.fairway.runtime.safety.SafetyVerdict;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One pass: read the fabric, decide, act once, report. Between passes it keeps the last inventory,
 * and what the safety gate needs to tell Services apart; both come back by themselves after a
 * restart.
 *
 * <p>One thread at a time, and one object for each backend: the safety gate of a second one would
 * know nothing of the first one's passes. Does not close the backend.
 */
public final class PolicySync {

  private final SdwanBackend backend;
  private final SyncOptions options;
  private final GuardedBackend guarded;
  private final InventoryCache inventory;
  private final String name;
  private SafetyBaseline memory;
  private long passes;

  private PolicySync(
      SdwanBackend backend,
      SyncOptions options,
      InventoryCache inventory,
      SafetyBaseline memory,
      String name,
      long passes) {
    this.backend = backend;
    this.options = options;
    this.guarded = new GuardedBackend(backend, options);
    this.inventory = inventory;
    this.memory = memory;
    this.name = name;
    this.passes = passes;
  }

  /** Passes over that backend, with the defaults of {@link SyncOptions}. */
  public static PolicySync with(SdwanBackend backend) {
    return new PolicySync(
        backend,
        SyncOptions.builder().build(),
        new InventoryCache(),
        SafetyBaseline.start(),
        UUID.randomUUID().toString().substring(0, 8),
        0);
  }

  /** The same, with other options; takes along what this one knows, and takes its place. */
  public PolicySync using(SyncOptions other) {
    return new PolicySync(backend, other, inventory, memory, name, passes);
  }

  /**
   * One pass. Whatever the fabric does stands in the report.
   *
   * @throws IllegalArgumentException where the fleet does not tell whose rules are meant
   */
  public SyncReport run(FleetSnapshot fleet) {
    long start = options.nanoClock().getAsLong();
    ClusterSnapshot cluster = clusterOf(fleet);
    String id = nextId();
    options.publish(listener -> listener.syncStarted(id, fleet));
    SyncReport report;
    try {
      report = apply(prepare(id, fleet, cluster.owner()));
    } catch (BackendCallException failed) {
      report = unread(id, fleet, cluster, failed.failure());
    }
    Duration took = Duration.ofNanos(options.nanoClock().getAsLong() - start);
    SyncLog.write(report, took);
    SyncReport told = report;
    options.publish(listener -> listener.syncEnded(told, took));
    return report;
  }

  /**
   * Reads the inventory alone, however young the last one is; the next passes work with it.
   *
   * @return true where rules may come out otherwise than with the last one: its age and what its
   *     tunnels are like do not count. False where there was none
   * @throws BackendException where the fabric cannot be asked; the last one stays in use
   */
  public boolean refreshInventory() {
    String id = nextId();
    try {
      return inventory.refresh(options, () -> guarded.inventory(id));
    } catch (BackendCallException failed) {
      throw failed.told();
    }
  }

  /**
   * A pass up to the moment before anything is written. Only reads.
   *
   * @throws BackendException where the fabric cannot be read
   * @throws IllegalArgumentException where the fleet does not tell whose rules are meant
   */
  public PlannedSync prepare(FleetSnapshot fleet) {
    try {
      return prepare(nextId(), fleet, clusterOf(fleet).owner());
    } catch (BackendCallException failed) {
      throw failed.told();
    }
  }

  private PlannedSync prepare(String id, FleetSnapshot fleet, OwnerId owner) {
    WanSnapshot wan = inventory.read(options, () -> guarded.inventory(id));
    ObservedPolicy observed = guarded.observe(wan, id);
    ResolvedFleet resolved = resolve(fleet, wan);
    ResolvedCluster cluster = PlannedSync.cluster(resolved, owner);
    Translation translation = Translator.translate(cluster, resolved.wan(), wan.profile());
    // What was not seen is not gone: a cluster that was not read whole keeps what it has.
    boolean whole = cluster.completeness() == Completeness.COMPLETE;
    PlanMode mode = whole ? options.planMode() : PlanMode.OBSERVE;
    Plan plan = Planner.plan(owner, translation.policy(), observed, mode);
    SafetyBaseline known = whole ? memory.seeing(cluster) : memory;
    SafetyVerdict verdict = new SafetyGate(options.safety()).check(plan, cluster, known);
    PlannedSync pass =
        new PlannedSync(id, owner, wan, resolved, translation, observed, plan, verdict, known);
    memory = known;
    options.publish(listener -> listener.planned(pass));
    return pass;
  }

  /**
   * Carries out a plan that this object prepared, if the safety gate lets it through. A plan that
   * is empty is not even sent, unless the fabric holds something unfinished.
   */
  public SyncReport apply(PlannedSync pass) {
    boolean goes = pass.verdict().refusal().isEmpty();
    ApplyResult carried = goes && isNeeded(pass) ? carryOut(pass) : ApplyResult.NOTHING;
    if (goes && pass.isComplete() && options.writes()) {
      remember(pass, carried);
    }
    return new SyncReportBuilder(pass, options, carried).report();
  }

  private boolean isNeeded(PlannedSync pass) {
    boolean unfinished = !pass.observed().unfinished().isEmpty();
    return !pass.plan().isEmpty() || (unfinished && pass.isComplete() && options.writes());
  }

  private ApplyResult carryOut(PlannedSync pass) {
    try {
      return ApplyResult.of(
          pass.plan(), guarded.apply(pass.plan(), pass.wan(), pass.correlationId()));
    } catch (BackendCallException failed) {
      return ApplyResult.of(pass.plan(), failed);
    }
  }

  private void remember(PlannedSync pass, ApplyResult carried) {
    if (carried.whole()) {
      memory = pass.memory().after(pass.cluster(), pass.translation().origins().values());
    } else if (carried.begun()) {
      memory =
          pass.memory()
              .afterSome(
                  pass.cluster(), pass.translation().origins().values(), pass.plan().before());
    }
  }

  private SyncReport unread(
      String id, FleetSnapshot fleet, ClusterSnapshot cluster, SyncFailure failure) {
    Optional<ResolvedCluster> resolved =
        inventory
            .latest(options)
            .map(wan -> PlannedSync.cluster(resolve(fleet, wan), cluster.owner()));
    // Pods come and go while the fabric is out of reach, and their going explains a loss later.
    if (cluster.completeness() == Completeness.COMPLETE) {
      resolved.ifPresent(seen -> memory = memory.seeing(seen));
    }
    return new ReadFailureReport(cluster, failure, memory).report(id, options.dryRun(), resolved);
  }

  private ResolvedFleet resolve(FleetSnapshot fleet, WanSnapshot wan) {
    WanInventory bounded = options.scope().applyTo(wan.inventory());
    return Resolver.resolve(fleet, bounded, wan.profile());
  }

  private ClusterSnapshot clusterOf(FleetSnapshot fleet) {
    List<ClusterSnapshot> meant =
        fleet.clusters().values().stream()
            .filter(cluster -> options.owner().map(cluster.owner()::equals).orElse(true))
            .toList();
    if (meant.size() != 1) {
      throw new IllegalArgumentException(
          "owner "
              + options.owner().map(OwnerId::value).orElse("not set")
              + ": the fleet must hold exactly one cluster of that owner, and holds "
              + fleet.clusters().keySet());
    }
    return meant.get(0);
  }

  private String nextId() {
    passes++;
    return name + "-" + passes;
  }
}
