package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeChoice;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.DataPolicyDefinition;
import dev.fairway.catalyst.wire.DataPolicyDefinition.DefaultAction;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.Segment;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the definitions of a draft, fresh, and the assembly that names them. Items of other people
 * stay untouched and in their places.
 */
final class AssemblyBuilder {

  private static final String DEFINITION_ID = "definitionId";

  private final PolicyApi objects;
  private final DecodedSnapshot view;
  private final ChangeDraft draft;
  private final PolicyCodec codec;
  private final SortedMap<Segment, String> definitions = new TreeMap<>();
  private final Set<String> lists = new TreeSet<>();

  AssemblyBuilder(PolicyApi objects, DecodedSnapshot view, ChangeDraft draft, PolicyCodec codec) {
    this.objects = objects;
    this.view = view;
    this.draft = draft;
    this.codec = codec;
  }

  /** Makes the definitions, and gives the assembly that follows this one. */
  List<ObjectNode> make(CreatedObjects made, List<ObjectNode> current) {
    for (SegmentDataPolicyDraft container : draft.changed()) {
      if (container.deed() != Action.LEAVE) {
        definitions.put(container.segment(), definition(container, made));
      }
    }
    List<ObjectNode> next = new ArrayList<>();
    Set<Segment> placed = new TreeSet<>();
    for (ObjectNode item : current) {
      Optional<SegmentDataPolicyDraft> changed = changed(item);
      if (changed.isEmpty()) {
        next.add(item);
      } else if (changed.get().deed() != Action.LEAVE && placed.add(changed.get().segment())) {
        next.add(replaced(item, changed.get(), made));
      }
    }
    for (SegmentDataPolicyDraft container : draft.changed()) {
      if (container.deed() == Action.ENTER) {
        next.add(item(container, made));
      }
    }
    return next;
  }

  private Optional<SegmentDataPolicyDraft> changed(ObjectNode item) {
    String id = item.path(DEFINITION_ID).asText("");
    return draft.changed().stream()
        .filter(one -> one.before().filter(old -> old.definitionId().equals(id)).isPresent())
        .findFirst();
  }

  private ObjectNode replaced(
      ObjectNode item, SegmentDataPolicyDraft container, CreatedObjects made) {
    if (container.deed() == Action.MOVE) {
      return item(container, made);
    }
    return item.deepCopy().put(DEFINITION_ID, definitionId(container));
  }

  private ObjectNode item(SegmentDataPolicyDraft container, CreatedObjects made) {
    ScopeChoice scope = container.scope().orElseThrow();
    String sites = scope.sites().map(made::id).orElse(scope.foreignSites());
    return WireJson.tree(ScopeCodec.assembly(definitionId(container), sites, made.id(scope.vpn())));
  }

  private String definitionId(SegmentDataPolicyDraft container) {
    return Optional.ofNullable(definitions.get(container.segment())).orElseThrow();
  }

  /** A container that only moves stays; any other is made anew under a free name. */
  private String definition(SegmentDataPolicyDraft container, CreatedObjects made) {
    StoredDefinition wanted =
        DefinitionEdit.accepting(start(container).withSequences(container.trees(codec, made::id)));
    wanted.sequences().forEach(sequence -> lists.addAll(sequence.listIds()));
    if (container.before().isPresent() && !container.says(codec)) {
      return container.before().get().definitionId();
    }
    return made(container.segment(), ReadOnlyFields.definitionBody(wanted.tree()), made);
  }

  private static StoredDefinition start(SegmentDataPolicyDraft container) {
    Segment segment = container.segment();
    return container
        .before()
        .map(SegmentDataPolicy::definition)
        .orElseGet(
            () ->
                StoredDefinition.of(
                    new DataPolicyDefinition(
                        CatalystNames.definition(segment),
                        CatalystNames.note(segment),
                        DefaultAction.ACCEPT,
                        List.of())));
  }

  private String made(Segment segment, ObjectNode body, CreatedObjects made) {
    String first = CatalystNames.definition(segment);
    SortedMap<String, String> there = objects.definitionNames();
    for (String name : List.of(first, CatalystNames.second(first))) {
      body.put("name", name);
      if (!there.containsValue(name)) {
        return made.definition(body);
      }
    }
    for (Map.Entry<String, String> one : there.entrySet()) {
      boolean named = Set.of(first, CatalystNames.second(first)).contains(one.getValue());
      if (named && isLeftover(one.getKey())) {
        objects.replaceDefinition(one.getKey(), body.put("name", one.getValue()));
        return one.getKey();
      }
    }
    throw new BackendException(
        ErrorKind.REJECTED,
        "the data policies '"
            + first
            + "' and '"
            + CatalystNames.second(first)
            + "' are both in use; rename or remove the one that no active policy names");
  }

  private boolean isLeftover(String id) {
    return !view.picture().isAssembled(id)
        && OrphanDefinitions.isOnlyFairways(StoredDefinition.of(objects.definition(id)));
  }

  /** The ids of the lists that the new definitions refer to. */
  Set<String> lists() {
    return lists;
  }
}
