package dev.fairway.runtime;

import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.runtime.safety.PodLookup;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The options of a sync. Immutable but for the permission, which can be withdrawn at any time.
 *
 * @param owner whose rules are written: the one that the backend was opened for; empty: the owner
 *     of the fleet's only cluster
 * @param mode how far a plan may go
 * @param frozen why nothing may be written for now, in a few words; while it is there a sync plans
 *     as in {@link PlanMode#OBSERVE}, and the status of every Service that waits names it
 * @param safety the limits of what may be lost and gained
 * @param podLookup the source of what is known of the pods at addresses that are missing
 * @param dryRun true where the backend is asked to go through the plan without writing
 * @param deadline how long one call to the backend may take; longer than zero
 * @param inventoryInterval how old an inventory may be before it is read again; zero: it is read in
 *     every sync
 * @param scope the source of the routed prefixes that bound rules on source addresses
 * @param nanoClock nanoseconds that only grow, as {@link System#nanoTime} gives them
 * @param permission asked before each write
 * @param writer the name of this process on the fabric, to other processes of the owner; empty: one
 *     with its host and its process id
 * @param listeners the listeners of every sync, in this order
 */
public record SyncOptions(
    Optional<OwnerId> owner,
    PlanMode mode,
    Optional<String> frozen,
    SafetySettings safety,
    PodLookup podLookup,
    boolean dryRun,
    Duration deadline,
    Duration inventoryInterval,
    ScopeSource scope,
    LongSupplier nanoClock,
    WritePermission permission,
    Optional<PolicyWriter> writer,
    List<SyncListener> listeners) {

  /** Copies; refuses a deadline that is not positive and a negative interval. */
  public SyncOptions {
    listeners = List.copyOf(listeners);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline " + deadline + ", not longer than zero");
    }
    if (inventoryInterval.isNegative()) {
      throw new IllegalArgumentException("inventory interval " + inventoryInterval);
    }
  }

  /** A builder with the defaults: the only cluster, everything is written, two minutes a call. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.owner = owner;
    builder.mode = mode;
    builder.frozen = frozen;
    builder.safety = safety;
    builder.podLookup = podLookup;
    builder.dryRun = dryRun;
    builder.deadline = deadline;
    builder.inventoryInterval = inventoryInterval;
    builder.scope = scope;
    builder.nanoClock = nanoClock;
    builder.permission = permission;
    builder.writer = writer;
    builder.listeners.addAll(listeners);
    return builder;
  }

  /** True where a sync may change the fabric. */
  boolean writes() {
    return !dryRun && planMode() != PlanMode.OBSERVE;
  }

  /** True where a sync may change the fabric, and this process is permitted to. */
  boolean mayWrite() {
    return writes() && permission.isGranted();
  }

  /** How far a plan may go now. */
  PlanMode planMode() {
    return frozen.isPresent() ? PlanMode.OBSERVE : mode;
  }

  /** The reason why a plan leaves what it would change otherwise, for the status of Services. */
  String restraint() {
    return frozen
        .map(why -> "frozen (" + why + "): what is there stays as it is")
        .orElseGet(() -> "sync.mode " + mode.text() + " leaves what is there as it is");
  }

  CallContext newCall(String correlationId) {
    return newCall(correlationId, deadline);
  }

  /** A call with a deadline of its own, where that is shorter. */
  CallContext newCall(String correlationId, Duration longest) {
    Duration limit = longest.compareTo(deadline) < 0 ? longest : deadline;
    return new DeadlineCallContext(limit, nanoClock, dryRun, correlationId, permission).of(writer);
  }

  void publish(Consumer<SyncListener> event) {
    new Listeners<>(listeners).publish(event);
  }

  /** The builder of options. Not thread-safe. */
  public static final class Builder {

    private Optional<OwnerId> owner = Optional.empty();
    private PlanMode mode = PlanMode.SYNC;
    private Optional<String> frozen = Optional.empty();
    private SafetySettings safety = SafetySettings.DEFAULTS;
    private PodLookup podLookup = PodLookup.NONE;
    private boolean dryRun;
    private Duration deadline = Duration.ofMinutes(2);
    private Duration inventoryInterval = Duration.ZERO;
    private ScopeSource scope = ScopeSource.fabric();
    private LongSupplier nanoClock = System::nanoTime;
    private WritePermission permission = new WritePermission();
    private Optional<PolicyWriter> writer = Optional.empty();
    private final List<SyncListener> listeners = new ArrayList<>();

    private Builder() {}

    /** Sets whose rules are written. */
    public Builder owner(OwnerId only) {
      owner = Optional.of(only);
      return this;
    }

    /** Sets how far a plan may go. */
    public Builder mode(PlanMode far) {
      mode = far;
      return this;
    }

    /** Lets nothing be written, for that reason. */
    public Builder frozen(String why) {
      frozen = Optional.of(why);
      return this;
    }

    /** Sets the source of what is known of the pods at missing addresses. */
    public Builder podLookup(PodLookup source) {
      podLookup = source;
      return this;
    }

    /** Sets the limits of what may be lost and gained. */
    public Builder safety(SafetySettings settings) {
      safety = settings;
      return this;
    }

    /** Sets whether the backend only goes through the plan. */
    public Builder dryRun(boolean only) {
      dryRun = only;
      return this;
    }

    /** Sets how long one call may take. */
    public Builder deadline(Duration longest) {
      deadline = longest;
      return this;
    }

    /** Sets how old an inventory may be. */
    public Builder inventoryInterval(Duration oldest) {
      inventoryInterval = oldest;
      return this;
    }

    /** Sets what bounds rules on source addresses. */
    public Builder scope(ScopeSource source) {
      scope = source;
      return this;
    }

    /** Sets the clock. */
    public Builder nanoClock(LongSupplier clock) {
      nanoClock = clock;
      return this;
    }

    /** Sets the permission that is asked before each write. */
    public Builder permission(WritePermission asked) {
      permission = asked;
      return this;
    }

    /** Sets the name of this process on the fabric. */
    public Builder writer(PolicyWriter name) {
      writer = Optional.of(name);
      return this;
    }

    /** Adds a listener of every sync. */
    public Builder listener(SyncListener listener) {
      listeners.add(listener);
      return this;
    }

    /** The options. */
    public SyncOptions build() {
      return new SyncOptions(
          owner,
          mode,
          frozen,
          safety,
          podLookup,
          dryRun,
          deadline,
          inventoryInterval,
          scope,
          nanoClock,
          permission,
          writer,
          listeners);
    }
  }
}
