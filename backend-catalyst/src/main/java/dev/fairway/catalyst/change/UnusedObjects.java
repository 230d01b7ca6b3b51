package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.ListOwnership;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is of no use any more once a change is in force. Pure. */
final class UnusedObjects {

  private final DecodedSnapshot view;
  private final OwnerId owner;
  private final Collection<Segment> segments;
  private final Set<String> usedLists;
  private final List<String> definitions;
  private final List<StoredPolicy> lettingGo;

  /**
   * What a change did.
   *
   * @param gone definitions that it took out of force
   * @param rewritten containers that say something else now
   * @param policies whose assembly is another one now
   * @param lists what the containers and assemblies refer to that it wrote
   */
  record Done(Set<String> gone, Set<String> rewritten, Set<String> policies, Set<String> lists) {

    /** Nothing. */
    static final Done NOTHING = new Done(Set.of(), Set.of(), Set.of(), Set.of());
  }

  /**
   * What is left over.
   *
   * @param view before the change
   * @param segments those that the settings name
   * @param copies true where policies that are not active let go of what is gone, too
   */
  UnusedObjects(
      DecodedSnapshot view,
      OwnerId owner,
      Collection<Segment> segments,
      Done done,
      boolean copies) {
    this.view = view;
    this.owner = owner;
    this.segments = segments;
    TreeSet<String> out = new TreeSet<>(done.gone());
    out.addAll(OrphanDefinitions.of(view));
    this.definitions = List.copyOf(out);
    this.usedLists = new TreeSet<>(done.lists());
    this.lettingGo = copies ? lettingGo(done) : List.of();
    lettingGo.forEach(policy -> usedLists.addAll(AssemblyRefs.lists(policy.assembly())));
    view.picture().definitions().entrySet().stream()
        .filter(one -> !out.contains(one.getKey()) && !done.rewritten().contains(one.getKey()))
        .forEach(one -> usedLists.addAll(refs(one.getValue())));
    view.picture().policies().values().stream()
        .filter(policy -> !done.policies().contains(policy.id()))
        .filter(policy -> lettingGo.stream().noneMatch(one -> one.id().equals(policy.id())))
        .forEach(policy -> usedLists.addAll(AssemblyRefs.lists(policy.assembly())));
  }

  private List<StoredPolicy> lettingGo(Done done) {
    return view.picture().policies().values().stream()
        .filter(policy -> !policy.isActive() && !done.policies().contains(policy.id()))
        .filter(
            policy ->
                AssemblyRefs.definitions(policy.assembly()).stream()
                    .anyMatch(done.gone()::contains))
        .map(policy -> policy.withAssembly(without(done.gone(), policy)))
        .toList();
  }

  private static List<ObjectNode> without(Set<String> gone, StoredPolicy policy) {
    return policy.assembly().stream()
        .filter(item -> !gone.contains(item.path("definitionId").asText("")))
        .toList();
  }

  /** The policies that are not active, without what is gone; editing them is free. */
  List<StoredPolicy> lettingGo() {
    return lettingGo;
  }

  private static Set<String> refs(StoredDefinition definition) {
    Set<String> ids = new TreeSet<>();
    definition.sequences().forEach(sequence -> ids.addAll(sequence.listIds()));
    return ids;
  }

  /** The ids of the definitions. */
  List<String> definitions() {
    return definitions;
  }

  boolean isEmpty() {
    return definitions.isEmpty() && lists().isEmpty();
  }

  /** The lists, in the order of their ids. */
  List<StoredList> lists() {
    return view.picture().lists().values().stream()
        .filter(list -> isMine(list) || ListOwnership.isSiteList(list) || isOfSegment(list))
        .filter(list -> !usedLists.contains(list.id()))
        .filter(this::isFree)
        .toList();
  }

  private boolean isMine(StoredList list) {
    return ListOwnership.owner(list).filter(owner::equals).isPresent();
  }

  private boolean isOfSegment(StoredList list) {
    return CatalystNames.isMade(list.description())
        && segments.stream()
            .map(CatalystNames::vpn)
            .anyMatch(
                name -> list.name().equals(name) || list.name().equals(CatalystNames.second(name)));
  }

  /** Nothing refers to it but what goes or changes here. */
  private boolean isFree(StoredList list) {
    Optional<Integer> references = list.references();
    return references.filter(count -> count == 0).isPresent() || wasOurs(list.id());
  }

  private boolean wasOurs(String listId) {
    boolean inDefinitions =
        view.picture().definitions().values().stream()
            .anyMatch(definition -> refs(definition).contains(listId));
    return inDefinitions
        || view.picture().policies().values().stream()
            .anyMatch(policy -> AssemblyRefs.lists(policy.assembly()).contains(listId));
  }
}
