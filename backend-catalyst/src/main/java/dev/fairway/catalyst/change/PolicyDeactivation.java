package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.Placement;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes away the policy that Fairway made, with the last owner's rules in it: the only place where
 * anything is deactivated.
 */
final class PolicyDeactivation {

  private final ManagerApi calls;
  private final PolicyApi objects;
  private final PushRetry round;

  PolicyDeactivation(ManagerApi calls, PolicyApi objects, PushRetry round) {
    this.calls = calls;
    this.objects = objects;
    this.round = round;
  }

  /** True where the active policy is Fairway's, and holds nothing but rules of this owner. */
  static boolean needed(DecodedSnapshot view, OwnerId owner) {
    Optional<StoredPolicy> active =
        view.picture().active().filter(policy -> policy.name().equals(CatalystNames.POLICY));
    return view.placement() instanceof Placement.Own
        && active.isPresent()
        && AssemblyRefs.definitions(active.get().assembly()).stream()
            .allMatch(id -> container(view, id).filter(one -> isOnly(one, owner)).isPresent());
  }

  private static Optional<SegmentDataPolicy> container(DecodedSnapshot view, String definitionId) {
    return view.containers().values().stream()
        .filter(container -> container.definitionId().equals(definitionId))
        .findFirst();
  }

  private static boolean isOnly(SegmentDataPolicy container, OwnerId owner) {
    return container.sequences().stream()
        .allMatch(one -> SequenceMerge.owner(one).filter(owner::equals).isPresent());
  }

  /** Deactivates, and deletes what is left. */
  ChangeOutcome carryOut(DecodedSnapshot view, ChangeRequest scene, ChangeTransaction passage) {
    StoredPolicy active = view.picture().active().orElseThrow();
    TaskResult verdict;
    try {
      verdict = round.push(() -> deactivation(active.id()));
    } catch (BackendException trouble) {
      return ChangeOutcome.is(trouble, ManagerException.Reason.REFUSED)
          ? ChangeOutcome.untouched(trouble)
          : ChangeOutcome.unsure(trouble);
    }
    if (!verdict.accepted()) {
      return verdict.kind() == TaskResult.Kind.REFUSED
          ? ChangeOutcome.untouched(ErrorKind.REJECTED, verdict.why())
          : ChangeOutcome.unsure(ErrorKind.UNAVAILABLE, verdict.why());
    }
    passage.attempt(List.of(() -> objects.deletePolicy(active.id())));
    Set<String> gone = new TreeSet<>(AssemblyRefs.definitions(active.assembly()));
    passage.sweep(
        scene.leavings(
            view, new UnusedObjects.Done(gone, Set.of(), Set.of(active.id()), Set.of())));
    return ChangeOutcome.DONE;
  }

  private String deactivation(String policyId) {
    return TemplatePush.taskId(
        calls.post(
            "/template/policy/vsmart/deactivate/" + policyId + "?confirm=true",
            JsonNodeFactory.instance.objectNode()));
  }
}
