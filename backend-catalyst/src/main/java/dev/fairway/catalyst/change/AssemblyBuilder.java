package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeLists;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.AssemblyReferences;
import dev.fairway.catalyst.snapshot.PolicySnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.snapshot.UnusedObjects;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.Segment;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The builder of the assembly for a draft: creates the data policies anew and names them in the
 * assembly. Foreign items stay as they are and in their places.
 */
final class AssemblyBuilder {

  private final PolicyApi policies;
  private final PolicySnapshot snapshot;
  private final ChangeDraft draft;
  private final PolicyCodec codec;
  private final SortedMap<Segment, String> definitions = new TreeMap<>();
  private final Set<String> lists = new TreeSet<>();
  private final Set<String> attached = new TreeSet<>();

  AssemblyBuilder(
      PolicyApi policies, PolicySnapshot snapshot, ChangeDraft draft, PolicyCodec codec) {
    this.policies = policies;
    this.snapshot = snapshot;
    this.draft = draft;
    this.codec = codec;
  }

  /** Creates the data policies and returns the assembly that follows the current one. */
  List<ObjectNode> build(CreatedObjects created, List<ObjectNode> current) {
    for (SegmentDataPolicyDraft dataPolicy : draft.changed()) {
      if (dataPolicy.action() != Action.LEAVE) {
        definitions.put(dataPolicy.segment(), definition(dataPolicy, created));
      }
    }
    List<ObjectNode> next = new ArrayList<>();
    Set<Segment> placed = new TreeSet<>();
    for (ObjectNode item : current) {
      Optional<SegmentDataPolicyDraft> changed = changed(item);
      if (changed.isEmpty()) {
        next.add(item);
      } else if (changed.get().action() != Action.LEAVE && placed.add(changed.get().segment())) {
        next.add(replaced(item, changed.get(), created));
      }
    }
    for (SegmentDataPolicyDraft dataPolicy : draft.changed()) {
      if (dataPolicy.action() == Action.ENTER) {
        next.add(item(dataPolicy, created));
      }
    }
    return next;
  }

  private Optional<SegmentDataPolicyDraft> changed(ObjectNode item) {
    String id = AssemblyReferences.definition(item);
    return draft.changed().stream()
        .filter(
            changed -> changed.before().filter(old -> old.definitionId().equals(id)).isPresent())
        .findFirst();
  }

  private ObjectNode replaced(
      ObjectNode item, SegmentDataPolicyDraft dataPolicy, CreatedObjects created) {
    if (dataPolicy.action() == Action.MOVE) {
      return moved(item, item(dataPolicy, created));
    }
    return item.deepCopy().put("definitionId", definitionId(dataPolicy));
  }

  /** The new item with what the old one and its one entry say beside where it holds. */
  private static ObjectNode moved(ObjectNode old, ObjectNode item) {
    ObjectNode moved = old.deepCopy();
    if (old.path("entries").size() == 1 && old.path("entries").get(0) instanceof ObjectNode entry) {
      ObjectNode kept = entry.deepCopy().remove(List.of("regionIds", "regionLists"));
      kept.setAll((ObjectNode) item.path("entries").get(0));
      ((ArrayNode) item.path("entries")).set(0, kept);
    }
    moved.setAll(item);
    return moved;
  }

  private ObjectNode item(SegmentDataPolicyDraft dataPolicy, CreatedObjects created) {
    ScopeLists scope = dataPolicy.scope().orElseThrow();
    String sites = scope.sites().map(created::id).orElse(scope.foreignSites());
    return WireJson.tree(
        ScopeCodec.assembly(definitionId(dataPolicy), sites, created.id(scope.vpn())));
  }

  private String definitionId(SegmentDataPolicyDraft dataPolicy) {
    return Optional.ofNullable(definitions.get(dataPolicy.segment())).orElseThrow();
  }

  /**
   * A data policy that only moves stays, and one that comes into force again is edited where it is;
   * any other is created anew under a free name.
   */
  private String definition(SegmentDataPolicyDraft dataPolicy, CreatedObjects created) {
    StoredDefinition wanted = dataPolicy.definition(codec, created::id);
    lists.addAll(wanted.listIds());
    if (dataPolicy.before().isEmpty()) {
      return create(dataPolicy.segment(), wanted, created);
    }
    SegmentDataPolicy before = dataPolicy.before().get();
    boolean changed = dataPolicy.isChanged(codec);
    if (before.isInForce()) {
      return changed ? create(dataPolicy.segment(), wanted, created) : before.definitionId();
    }
    if (changed) {
      policies.replaceDefinition(before.definitionId(), wanted);
    }
    attached.add(before.definitionId());
    return before.definitionId();
  }

  private String create(Segment segment, StoredDefinition wanted, CreatedObjects created) {
    List<String> names = SegmentDataPolicy.names(segment);
    SortedMap<String, String> existing = policies.definitionNames();
    for (String name : names) {
      if (!existing.containsValue(name)) {
        return created.definition(named(wanted, name));
      }
    }
    for (Map.Entry<String, String> entry : existing.entrySet()) {
      if (names.contains(entry.getValue()) && isReusable(entry.getKey())) {
        policies.replaceDefinition(entry.getKey(), named(wanted, entry.getValue()));
        return entry.getKey();
      }
    }
    throw new BackendException(
        ErrorKind.REJECTED,
        ("the data policies '%s' and '%s' are both in use; rename or remove the one that no active"
                + " policy names")
            .formatted(names.toArray()));
  }

  private static StoredDefinition named(StoredDefinition definition, String name) {
    return new StoredDefinition(definition.tree().put("name", name));
  }

  private boolean isReusable(String id) {
    return !snapshot.isAssembled(id) && UnusedObjects.isFairways(snapshot, policies.definition(id));
  }

  /**
   * The effects of the new assembly.
   *
   * @param before the ids of the data policies in the assembly before, as far as they changed
   */
  ChangeEffects effects(Collection<String> before, StoredPolicy wanted) {
    Set<String> removed = new TreeSet<>(before);
    removed.removeAll(AssemblyReferences.definitions(wanted.assembly()));
    Set<String> referredTo = new TreeSet<>(lists);
    referredTo.addAll(AssemblyReferences.lists(wanted.assembly()));
    return new ChangeEffects(removed, attached, Set.of(wanted.id()), referredTo);
  }
}
