package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;

/** The edit of the active policy's assembly, activated as edited. */
final class AssemblyEdit implements ActivePolicyEdit {

  private final PolicyApi policies;
  private final ChangeDraft draft;
  private final StoredPolicy active;
  private final AssemblyBuilder builder;
  private StoredPolicy wanted;

  AssemblyEdit(PolicyApi policies, DecodedSnapshot view, ChangeDraft draft, PolicyCodec codec) {
    this.policies = policies;
    this.draft = draft;
    this.active = view.snapshot().active().orElseThrow();
    this.builder = new AssemblyBuilder(policies, view.snapshot(), draft, codec);
    this.wanted = active;
  }

  @Override
  public void prepare(CreatedObjects created) {
    wanted = active.withAssembly(builder.build(created, active.assembly()));
  }

  /** The data policies too, because their foreign sequences go along as they stand. */
  @Override
  public void requireUnchanged() {
    if (!isActive(active)) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "another writer changed the active policy '" + active.name() + "' just now");
    }
    draft
        .changedBefore()
        .forEach(dataPolicy -> DefinitionEdit.requireUnchanged(policies, dataPolicy));
  }

  private boolean isActive(StoredPolicy policy) {
    return policies.activePolicies().stream()
        .anyMatch(now -> now.id().equals(policy.id()) && now.assembly().equals(policy.assembly()));
  }

  @Override
  public void put() {
    policies.replacePolicy(wanted);
  }

  @Override
  public ControllerPush push() {
    return policies.activation(active.id(), true);
  }

  @Override
  public Optional<ControllerPush> putBack() {
    policies.replacePolicy(active);
    return Optional.of(push());
  }

  @Override
  public boolean isInForce() {
    return isActive(wanted);
  }

  @Override
  public ChangeEffects effects() {
    return builder.effects(
        draft.changedBefore().map(SegmentDataPolicy::definitionId).toList(), wanted);
  }
}
