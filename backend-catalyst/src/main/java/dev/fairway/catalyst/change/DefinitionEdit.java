package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.ContentDigest;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;
import java.util.Set;

/**
 * The edit of the sequences of one data policy in force, pushed with the controllers' templates.
 */
final class DefinitionEdit implements ActivePolicyEdit {

  private final PolicyApi policies;
  private final SegmentDataPolicyDraft draft;
  private final PolicyCodec codec;
  private final SegmentDataPolicy before;
  private StoredDefinition wanted;
  private PolicyApi.PendingEdit edit = PolicyApi.PendingEdit.NONE;

  DefinitionEdit(PolicyApi policies, SegmentDataPolicyDraft draft, PolicyCodec codec) {
    this.policies = policies;
    this.draft = draft;
    this.codec = codec;
    this.before = draft.before().orElseThrow();
    this.wanted = before.definition();
  }

  @Override
  public void prepare(CreatedObjects created) {
    wanted = draft.definition(codec, created::id);
  }

  @Override
  public void requireUnchanged() {
    requireUnchanged(policies, before);
  }

  /** Reads a data policy again and compares its content. */
  static void requireUnchanged(PolicyApi policies, SegmentDataPolicy dataPolicy) {
    StoredDefinition now = policies.definition(dataPolicy.definitionId());
    if (!isSame(now, dataPolicy.definition())) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "another writer changed the data policy '"
              + dataPolicy.definition().name()
              + "' just now");
    }
  }

  private static boolean isSame(StoredDefinition first, StoredDefinition second) {
    return ContentDigest.of(ReadOnlyFields.definitionBody(first.tree()))
        .equals(ContentDigest.of(ReadOnlyFields.definitionBody(second.tree())));
  }

  @Override
  public void put() {
    edit = policies.replaceDefinition(before.definitionId(), wanted);
  }

  @Override
  public ControllerPush push() {
    return policies.templatePush(edit.templates());
  }

  /** Releases the edit that was not pushed first: it would block this one. */
  @Override
  public Optional<ControllerPush> putBack() {
    edit.processId().ifPresent(this::release);
    edit = policies.replaceDefinition(before.definitionId(), before.definition());
    return Optional.of(push());
  }

  private void release(String processId) {
    try {
      policies.releaseEdit(processId);
    } catch (ManagerException gone) {
      if (gone.reason() != Reason.NOT_FOUND && gone.reason() != Reason.REFUSED) {
        throw gone;
      }
    }
  }

  @Override
  public boolean isInForce() {
    StoredDefinition now = policies.definition(before.definitionId());
    return isSame(now, wanted) && now.tree().path("isActivatedByVsmart").asBoolean(true);
  }

  @Override
  public ChangeEffects effects() {
    return new ChangeEffects(Set.of(), Set.of(before.definitionId()), Set.of(), wanted.listIds());
  }
}
