package dev.fairway.runtime;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.translate.Translation;
import dev.fairway.runtime.safety.SafetyBaseline;
import dev.fairway.runtime.safety.SafetyVerdict;
import dev.fairway.spi.WanSnapshot;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sync up to the moment before anything is written. Immutable.
 *
 * @param correlationId names the sync in the logs of both sides
 * @param owner whose rules are meant
 * @param wan what the backend knows of the fabric, as it said it
 * @param resolved the whole fleet, resolved; its WAN is the one that was translated for
 * @param translation the rules that the owner's cluster asks for
 * @param observed what the fabric holds
 * @param plan what would be done; empty where the cluster was not read whole
 * @param verdict whether it may be done
 * @param baseline what is known from earlier syncs and from this one's snapshot
 */
public record PlannedSync(
    String correlationId,
    OwnerId owner,
    WanSnapshot wan,
    ResolvedFleet resolved,
    Translation translation,
    ObservedPolicy observed,
    Plan plan,
    SafetyVerdict verdict,
    SafetyBaseline baseline) {

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
}
