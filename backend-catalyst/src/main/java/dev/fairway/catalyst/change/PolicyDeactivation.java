package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.AssemblyReferences;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.Placement;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The deactivation of Fairway's own policy with the last owner's rules in it: the only place where
 * a policy is deactivated.
 */
final class PolicyDeactivation {

  private final PolicyApi policies;
  private final TaskPoller tasks;

  PolicyDeactivation(PolicyApi policies, TaskPoller tasks) {
    this.policies = policies;
    this.tasks = tasks;
  }

  /**
   * True where Fairway made the active policy, and all in it, and it holds nothing but rules of
   * this owner.
   */
  static boolean isNeeded(DecodedSnapshot view, OwnerId owner) {
    Optional<StoredPolicy> active =
        view.snapshot()
            .active()
            .filter(policy -> policy.name().equals(CatalystNames.POLICY))
            .filter(policy -> policy.description().equals(CatalystNames.POLICY_NOTE));
    return view.placement() instanceof Placement.Own
        && active.isPresent()
        && AssemblyReferences.definitions(active.get().assembly()).stream()
            .allMatch(id -> holdsOnly(view, id, owner));
  }

  private static boolean holdsOnly(DecodedSnapshot view, String definitionId, OwnerId owner) {
    return view.dataPolicies().values().stream()
        .filter(dataPolicy -> dataPolicy.definitionId().equals(definitionId))
        .findFirst()
        .filter(dataPolicy -> !dataPolicy.isDeclared())
        .filter(
            dataPolicy ->
                dataPolicy.sequences().stream()
                    .map(SegmentDataPolicy::owner)
                    .allMatch(Optional.of(owner)::equals))
        .isPresent();
  }

  /** Deactivates, and deletes what is left. */
  ChangeOutcome run(DecodedSnapshot view, ChangeRequest request, ChangeTransaction transaction) {
    StoredPolicy active = view.snapshot().active().orElseThrow();
    TaskResult result;
    try {
      result = tasks.push(policies.deactivation(active.id()));
    } catch (BackendException failure) {
      return ChangeOutcome.is(failure, ManagerException.Reason.REFUSED)
          ? ChangeOutcome.failed(failure)
          : ChangeOutcome.unknown(failure);
    }
    if (!result.accepted()) {
      return result.kind() == TaskResult.Kind.REFUSED
          ? ChangeOutcome.failed(ErrorKind.REJECTED, result.why())
          : ChangeOutcome.unknown(ErrorKind.UNAVAILABLE, result.why());
    }
    transaction.deleteAll(List.of(() -> policies.deletePolicy(active.id())));
    ChangeEffects effects =
        new ChangeEffects(
            AssemblyReferences.definitions(active.assembly()),
            Set.of(),
            Set.of(active.id()),
            Set.of());
    transaction.deleteUnused(request.unused(view, effects));
    return ChangeOutcome.APPLIED;
  }
}
