package dev.fairway.runtime;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.translate.Translation;
import dev.fairway.runtime.safety.SafetyReview;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A sync up to the moment before anything is written. Immutable.
 *
 * @param correlationId names the sync in the logs of both sides
 * @param owner whose rules are meant
 * @param wan what the backend knows of the fabric, as it said it
 * @param resolved the whole fleet, resolved; its WAN is the one that was translated for
 * @param translation the rules that the owner's cluster asks for
 * @param observed what the fabric holds
 * @param drift the owner's rules that another writer changed, where there are any
 * @param plan what would be done; empty where the cluster was not read whole
 * @param safety what is held back, and the rules that are planned for with it
 */
public record PlannedSync(
    String correlationId,
    OwnerId owner,
    WanSnapshot wan,
    ResolvedFleet resolved,
    Translation translation,
    ObservedPolicy observed,
    Optional<Drift> drift,
    Plan plan,
    SafetyReview safety) {

  /** The owner's cluster. */
  public ResolvedCluster cluster() {
    return cluster(resolved, owner);
  }

  static ResolvedCluster cluster(ResolvedFleet resolved, OwnerId owner) {
    ResolvedCluster cluster = resolved.clusters().get(owner);
    if (cluster == null) {
      throw new IllegalStateException("no cluster of owner " + owner);
    }
    return cluster;
  }

  /** True where the cluster was read whole, so that it was planned for. */
  public boolean isComplete() {
    return cluster().completeness() == Completeness.COMPLETE;
  }

  /** The condition {@link Condition#ACCEPTED} of every Service that asks for something, by key. */
  public SortedMap<ServiceKey, Condition> accepted() {
    SortedMap<ServiceKey, Condition> accepted = new TreeMap<>();
    for (ResolvedService service : cluster().services()) {
      if (!(service.declaration() instanceof Declaration.Absent)) {
        accepted.put(service.key(), Condition.accepted(service.declaration()));
      }
    }
    return accepted;
  }

  /** How long the plan waits because it would only put right what another writer undoes. */
  public Optional<Duration> mendIn() {
    return drift.flatMap(Drift::mendIn);
  }

  /** The rules of each Service that another writer changed, by key. */
  public SortedMap<ServiceKey, SortedSet<RuleId>> drifted() {
    SortedMap<ServiceKey, SortedSet<RuleId>> drifted = new TreeMap<>();
    for (RuleId rule : drift.map(Drift::rules).orElseGet(TreeSet::new)) {
      Optional.ofNullable(translation.origins().get(rule)).stream()
          .flatMap(origin -> origin.services().stream())
          .forEach(service -> drifted.computeIfAbsent(service, key -> new TreeSet<>()).add(rule));
    }
    return drifted;
  }

  /**
   * The condition {@link Condition#PROGRAMMED} of every Service whose rules another writer changed
   * since the last sync, until this one has ended: that may take minutes, in which the rules are
   * not in force.
   */
  public SortedMap<ServiceKey, Condition> driftedConditions() {
    SortedMap<ServiceKey, Condition> conditions = new TreeMap<>();
    drift
        .filter(Drift::isNew)
        .ifPresent(
            found ->
                drifted()
                    .forEach(
                        (service, rules) ->
                            conditions.put(
                                service,
                                new Condition(
                                    Condition.PROGRAMMED,
                                    Condition.Status.FALSE,
                                    found.code().reason().text(),
                                    found.sentence(rules) + "; a sync is under way"))));
    return conditions;
  }
}
