package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.ContentDigest;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Other sequences for one container in force, pushed with the controllers' templates. */
final class DefinitionEdit implements ActivePolicyEdit {

  private final ManagerApi calls;
  private final PolicyApi objects;
  private final SegmentDataPolicyDraft draft;
  private final PolicyCodec codec;
  private final SegmentDataPolicy before;
  private StoredDefinition wanted;
  private PolicyApi.Edit edit = new PolicyApi.Edit(List.of(), Optional.empty());

  DefinitionEdit(ManagerApi calls, SegmentDataPolicyDraft draft, PolicyCodec codec) {
    this.calls = calls;
    this.objects = new PolicyApi(calls);
    this.draft = draft;
    this.codec = codec;
    this.before = draft.before().orElseThrow();
    this.wanted = before.definition();
  }

  @Override
  public void prepare(CreatedObjects made) {
    wanted = accepting(before.definition().withSequences(draft.trees(codec, made::id)));
  }

  /** What no sequence takes is let pass, whatever somebody made of that. */
  static StoredDefinition accepting(StoredDefinition definition) {
    ObjectNode tree = definition.tree();
    tree.set("defaultAction", JsonNodeFactory.instance.objectNode().put("type", "accept"));
    return StoredDefinition.of(tree);
  }

  @Override
  public void requireUnchanged() {
    requireUnchanged(objects, before);
  }

  /** Reads a container again. */
  static void requireUnchanged(PolicyApi objects, SegmentDataPolicy container) {
    ObjectNode now = objects.definition(container.definitionId());
    if (!same(now, container.definition().tree())) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "somebody changed the data policy '" + container.definition().name() + "' just now");
    }
  }

  /** True where both say the same, whatever the Manager notes about them. */
  static boolean same(ObjectNode one, ObjectNode other) {
    return ContentDigest.of(ReadOnlyFields.definitionBody(one))
        .equals(ContentDigest.of(ReadOnlyFields.definitionBody(other)));
  }

  @Override
  public void put() {
    edit =
        objects.replaceDefinition(
            before.definitionId(), ReadOnlyFields.definitionBody(wanted.tree()));
  }

  @Override
  public Push push() {
    return new TemplatePush(calls, edit.templates());
  }

  /** The edit that was not pushed is let go first: it would stand in the way of this one. */
  @Override
  public Optional<Push> putBack() {
    edit.processId().ifPresent(this::letGo);
    ObjectNode body = ReadOnlyFields.definitionBody(before.definition().tree());
    edit = objects.replaceDefinition(before.definitionId(), body);
    return Optional.of(push());
  }

  private void letGo(String processId) {
    try {
      objects.dropEdit(processId);
    } catch (ManagerException gone) {
      if (gone.reason() != ManagerException.Reason.NOT_FOUND
          && gone.reason() != ManagerException.Reason.REFUSED) {
        throw gone;
      }
    }
  }

  @Override
  public boolean holds() {
    ObjectNode now = objects.definition(before.definitionId());
    return same(now, wanted.tree()) && now.path("isActivatedByVsmart").asBoolean(true);
  }

  @Override
  public UnusedObjects.Done done() {
    Set<String> ids = new TreeSet<>();
    wanted.sequences().forEach(sequence -> ids.addAll(sequence.listIds()));
    return new UnusedObjects.Done(Set.of(), Set.of(before.definitionId()), Set.of(), ids);
  }
}
