package dev.fairway.runtime.safety;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.safety.EndpointRetention.Left;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The memory of safety between syncs, to tell a loss from a reason: the endpoints of Services, the
 * policy that it left, the holds that last. Lost with the process; its next syncs find the policy
 * on the target, and keep what they cannot explain.
 *
 * <p>In each sync of a cluster that was read whole: {@link #begin}, {@link #retain}, {@link
 * #gains}, {@link #keep}, and {@link #applied} after something was written. Not thread-safe.
 */
public final class SafetyHistory {

  private PodLookup lookup = PodLookup.NONE;
  private EndpointRetention endpoints = EndpointRetention.NOTHING;
  private PlanRetention plan = PlanRetention.NOTHING;
  private GainLimit gains = GainLimit.NOTHING;
  private HoldRegister holds;
  private SafetyContext context;
  private List<RetainedAddress> retained = List.of();
  private SortedMap<IpPrefix, Long> reused = new TreeMap<>();
  private Set<MissingAddress> missing = Set.of();
  private Set<MissingAddress> unknown = Set.of();

  /** The addresses that were asked for last, those of the plan of the sync before among them. */
  private final Set<MissingAddress> asked = new HashSet<>();

  /**
   * Nothing is remembered.
   *
   * @param seed a text of its own for each process, so that holds of two of them differ
   */
  public SafetyHistory(String seed) {
    this.holds = new HoldRegister(seed);
    this.context = new SafetyContext(SafetySettings.OFF, Duration.ZERO, Map.of(), holds);
  }

  /**
   * Begins a sync.
   *
   * @param settings the limits
   * @param pods the source of what is known of pods
   * @param now the time since any fixed moment; it never goes back
   * @param approvals who approved which holds, by id
   */
  public void begin(
      SafetySettings settings, PodLookup pods, Duration now, Map<String, String> approvals) {
    lookup = pods;
    holds = holds.next(approvals);
    context = new SafetyContext(settings, now, Map.of(), holds);
  }

  /** The snapshot with the endpoints that stay although they are missing. */
  public ClusterSnapshot retain(ClusterSnapshot snapshot) {
    missing = endpoints.missing(snapshot);
    asked.retainAll(unknown);
    asked.addAll(missing);
    context = looked();
    EndpointRetention.Step step = endpoints.step(snapshot, context);
    endpoints = step.next();
    retained = step.retained();
    plan = plan.leaving(step.left());
    step.left().forEach(this::addReused);
    return step.snapshot();
  }

  private SafetyContext looked() {
    Map<MissingAddress, Sight> sights = new HashMap<>(lookup.look(asked));
    return new SafetyContext(context.settings(), context.now(), sights, holds);
  }

  private void addReused(ServiceKey service, Left left) {
    for (IpPrefix address : left.explained()) {
      missing.stream()
          .filter(question -> question.address().equals(address))
          .filter(question -> question.service().filter(service::equals).isPresent())
          .findFirst()
          .ifPresent(
              question -> {
                OptionalLong seen = lookup.reusedSince(question);
                if (seen.isPresent()) {
                  reused.merge(address, seen.getAsLong(), Math::min);
                }
              });
    }
  }

  /**
   * The Services whose new or changed declaration waits for an approval.
   *
   * @param cluster the resolved snapshot, as if nothing waited
   */
  public SortedSet<ServiceKey> gains(ResolvedCluster cluster) {
    GainLimit.Step step = gains.step(cluster, context);
    gains = step.next();
    return step.waiting();
  }

  /** The snapshot in which some declarations wait: what was in force before stays so. */
  public ClusterSnapshot waiting(ClusterSnapshot snapshot, Set<ServiceKey> services) {
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>(snapshot.services());
    for (ServiceKey key : services) {
      states.computeIfPresent(key, (same, state) -> state.withReading(waiting(state)));
    }
    return snapshot.withServices(states);
  }

  private IntentReading waiting(ServiceState state) {
    IntentReading reading = state.reading();
    String hold =
        holds.holds().stream()
            .filter(lasting -> lasting.key().kind() == Hold.Kind.GAIN)
            .map(Hold::id)
            .findFirst()
            .orElse("");
    return new IntentReading(
            reading.intent(),
            gains.before(state),
            reading.annotations(),
            reading.optionalPorts(),
            reading.diagnostics())
        .with(
            List.of(
                Diagnostic.error(
                    DiagnosticCode.GAIN_HELD,
                    state.key().subject(),
                    "safety.maxGain",
                    hold,
                    "what it asks for is new and waits, with others, for the approval of "
                        + hold
                        + ": together they would give rules to too many addresses at once")));
  }

  /**
   * The review of what is asked for against what is there.
   *
   * @param desired the rules that are asked for
   * @param observed the owner's rules on the target
   * @param cluster what they were made from
   * @param sites the sites of the inventory
   * @param profile the limits of the target
   */
  public SafetyReview keep(
      DesiredPolicy desired,
      List<PathRule> observed,
      ResolvedCluster cluster,
      SortedSet<SiteId> sites,
      TargetProfile profile) {
    PlanRetentionStep step =
        new PlanRetentionStep(plan, observed, desired, cluster, sites, profile);
    unknown = step.unknown();
    if (asked.addAll(unknown)) {
      context = looked();
    }
    PlanRetention.Kept kept = step.run(context);
    plan = kept.next();
    TreeSet<RetainedAddress> all = new TreeSet<>(retained);
    all.addAll(kept.retained());
    return review(new DesiredPolicy(kept.rules()), List.copyOf(all), kept.lostShare(), cluster);
  }

  /** The review of a sync in which nothing is decided, because nothing was read. */
  public SafetyReview unread(DesiredPolicy desired, ResolvedCluster cluster) {
    return review(desired, retained, 0, cluster);
  }

  private SafetyReview review(
      DesiredPolicy policy, List<RetainedAddress> kept, long share, ResolvedCluster cluster) {
    SortedSet<ServiceKey> observed = new TreeSet<>();
    cluster.services().stream()
        .filter(service -> service.state().controls().observeOnly())
        .forEach(service -> observed.add(service.key()));
    SortedMap<ServiceKey, SortedSet<RuleId>> rules = new TreeMap<>();
    plan.applied().services().forEach((key, service) -> rules.put(key, service.rules()));
    return new SafetyReview(
        context.now(),
        policy,
        kept,
        holds.holds(),
        holds.over(),
        observed,
        share,
        holds.effective(),
        holds.unknown(),
        reused,
        rules);
  }

  /**
   * Something was applied.
   *
   * @param whole true where all of it was
   * @param rules the rules that are on the target then
   */
  public void applied(
      boolean whole,
      ResolvedCluster cluster,
      Collection<RuleOrigin> origins,
      List<PathRule> rules) {
    AppliedPolicy policy =
        AppliedPolicy.whole(cluster, origins, rules).keeping(plan.applied(), plan.since().keySet());
    AppliedPolicy kept = policy.observing(plan.applied(), cluster);
    plan = plan.applied(whole ? kept : plan.applied().inPart(kept));
    if (whole) {
      reused = new TreeMap<>();
    }
  }

  /** The fabric could not be read: what only a plan decides stays as it was decided last. */
  public void undecided() {
    holds.carryOver();
  }

  /** The holds that last, in their order. */
  public List<Hold> holds() {
    return holds.holds();
  }

  /** The rules that carried a Service when something was applied last, ascending. */
  public SortedSet<RuleId> rulesOf(ServiceKey service) {
    return plan.applied().rulesOf(service);
  }
}
