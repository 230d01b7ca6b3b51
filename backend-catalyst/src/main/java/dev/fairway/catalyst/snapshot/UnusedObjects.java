package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The objects of Fairway's that are of no use any more and that one owner may delete: after a
 * change, and without one what an interrupted change left. Pure.
 */
public final class UnusedObjects {

  private final PolicySnapshot snapshot;
  private final OwnerId owner;
  private final Collection<Segment> segments;
  private final SortedSet<String> definitions;
  private final List<StoredPolicy> rewrittenPolicies;
  private final Map<String, StoredDefinition> rewrittenDefinitions;
  private final Set<String> usedLists = new TreeSet<>();

  /**
   * The effects of a change on the references between objects.
   *
   * @param removed the ids of the data policies that are not in force any more
   * @param rewritten the ids of the data policies with other sequences, or in force again
   * @param policies the ids of the policies with another assembly
   * @param lists the ids of the lists to which the new sequences and assemblies refer
   */
  public record ChangeEffects(
      Set<String> removed, Set<String> rewritten, Set<String> policies, Set<String> lists) {

    /** No effect. */
    public static final ChangeEffects NONE =
        new ChangeEffects(Set.of(), Set.of(), Set.of(), Set.of());
  }

  /**
   * The unused objects.
   *
   * @param snapshot the objects before the change
   * @param owner the owner that deletes
   * @param segments the segments in the owner's settings
   * @param rewritePolicies true where policies that are not active let go of what was removed, too
   */
  public UnusedObjects(
      PolicySnapshot snapshot,
      OwnerId owner,
      Collection<Segment> segments,
      ChangeEffects effects,
      boolean rewritePolicies) {
    this.snapshot = snapshot;
    this.owner = owner;
    this.segments = segments;
    this.definitions = new TreeSet<>(effects.removed());
    snapshot.definitions().entrySet().stream()
        .filter(entry -> isLeftover(snapshot, owner, entry.getKey(), entry.getValue()))
        .filter(entry -> !effects.rewritten().contains(entry.getKey()))
        .forEach(entry -> definitions.add(entry.getKey()));
    this.rewrittenPolicies = rewritePolicies ? rewritten(effects) : List.of();
    this.rewrittenDefinitions = withoutOwner();
    rewrittenDefinitions.values().forEach(kept -> usedLists.addAll(kept.listIds()));
    usedLists.addAll(effects.lists());
    rewrittenPolicies.forEach(policy -> usedLists.addAll(lists(policy)));
    snapshot.definitions().entrySet().stream()
        .filter(entry -> !definitions.contains(entry.getKey()))
        .filter(entry -> !effects.rewritten().contains(entry.getKey()))
        .filter(entry -> !rewrittenDefinitions.containsKey(entry.getKey()))
        .forEach(entry -> usedLists.addAll(entry.getValue().listIds()));
    snapshot.policies().values().stream()
        .filter(policy -> !effects.policies().contains(policy.id()))
        .filter(
            policy -> rewrittenPolicies.stream().noneMatch(next -> next.id().equals(policy.id())))
        .forEach(policy -> usedLists.addAll(lists(policy)));
  }

  /**
   * The test of ownership of a data policy that is in force nowhere: true where no policy names it
   * and Fairway made it, and all of its sequences are rules of Fairway's owners, both by their
   * counters and by every list to which they refer, with a rule of this owner among them, or it has
   * no sequence. Rules of another owner beside one's own are a copy: every owner writes its rules
   * again from its cluster. What is edited by a user, or only another owner's, is never a leftover.
   */
  public static boolean isLeftover(
      PolicySnapshot snapshot, OwnerId owner, String id, StoredDefinition definition) {
    return !snapshot.isAssembled(id)
        && isFairways(snapshot, definition)
        && (definition.sequences().isEmpty()
            || owners(snapshot, definition).anyMatch(Optional.of(owner)::equals));
  }

  /**
   * True where Fairway made a data policy, and its owners wrote all of it, whichever they are. One
   * that no policy names may be overwritten: its sequences are copies, and its name is needed.
   */
  public static boolean isFairways(PolicySnapshot snapshot, StoredDefinition definition) {
    return CatalystNames.isMade(definition.description())
        && owners(snapshot, definition).allMatch(Optional::isPresent);
  }

  private static Stream<Optional<OwnerId>> owners(
      PolicySnapshot snapshot, StoredDefinition definition) {
    return definition.sequences().stream().map(sequence -> owner(snapshot, sequence));
  }

  private static Optional<OwnerId> owner(PolicySnapshot snapshot, StoredSequence sequence) {
    boolean counted =
        sequence.counters().stream().anyMatch(name -> CatalystNames.rule(name).isPresent());
    List<Optional<OwnerId>> owners =
        sequence.listIds().stream()
            .map(id -> snapshot.stored(id).flatMap(ListOwnership::owner))
            .distinct()
            .toList();
    return counted && owners.size() == 1 ? owners.get(0) : Optional.empty();
  }

  private List<StoredPolicy> rewritten(ChangeEffects effects) {
    return snapshot.policies().values().stream()
        .filter(policy -> !policy.isActive() && !effects.policies().contains(policy.id()))
        .filter(policy -> policy.assembly().stream().anyMatch(item -> isRemoved(effects, item)))
        .map(
            policy ->
                policy.withAssembly(
                    policy.assembly().stream().filter(item -> !isRemoved(effects, item)).toList()))
        .toList();
  }

  /**
   * The declared data policies that the active policy does not name: an owner with rules to put
   * there is refused, so rules of the owner are of no use in them.
   */
  private Map<String, StoredDefinition> withoutOwner() {
    Set<String> active = AssemblyReferences.definitions(snapshot.activeAssembly());
    Map<String, StoredDefinition> rewritten = new TreeMap<>();
    snapshot
        .definitions()
        .forEach(
            (id, definition) -> {
              List<StoredSequence> kept =
                  definition.sequences().stream()
                      .filter(sequence -> !owner(snapshot, sequence).equals(Optional.of(owner)))
                      .toList();
              boolean mine = kept.size() < definition.sequences().size();
              if (mine && !active.contains(id) && !CatalystNames.isMade(definition.description())) {
                rewritten.put(id, definition.withSequences(kept));
              }
            });
    return rewritten;
  }

  private static boolean isRemoved(ChangeEffects effects, ObjectNode item) {
    return effects.removed().contains(AssemblyReferences.definition(item));
  }

  /** The policies that are not active, without what was removed; an edit of them needs no push. */
  public List<StoredPolicy> rewrittenPolicies() {
    return rewrittenPolicies;
  }

  /** The declared data policies without the owner's rules, by id; an edit of them needs no push. */
  public Map<String, StoredDefinition> rewrittenDefinitions() {
    return rewrittenDefinitions;
  }

  /** The ids of the unused data policies, ascending. */
  public SortedSet<String> definitions() {
    return definitions;
  }

  /** True where nothing is to be deleted. */
  public boolean isEmpty() {
    return definitions.isEmpty() && rewrittenDefinitions.isEmpty() && lists().isEmpty();
  }

  /** The unused lists, ascending by id: also those to which only unused data policies refer. */
  public List<StoredList> lists() {
    return snapshot.lists().values().stream()
        .filter(this::isOwn)
        .filter(list -> !usedLists.contains(list.id()))
        .filter(list -> isUnreferenced(list) || isReferredTo(list.id()))
        .toList();
  }

  /** The unused lists to which nothing refers already now, ascending by id. */
  List<StoredList> unreferencedLists() {
    return lists().stream().filter(list -> !isReferredTo(list.id())).toList();
  }

  /** A list of a rule of the owner's, or one that all owners share. */
  private boolean isOwn(StoredList list) {
    return ListOwnership.owner(list).filter(owner::equals).isPresent()
        || ListOwnership.isSiteList(list)
        || (CatalystNames.isMade(list.description()) && ListOwnership.isVpnList(list, segments));
  }

  private static boolean isUnreferenced(StoredList list) {
    return list.references().filter(count -> count == 0).isPresent();
  }

  /** True where a data policy or an assembly of the snapshot refers to the list. */
  private boolean isReferredTo(String listId) {
    return snapshot.definitions().values().stream()
            .anyMatch(definition -> definition.listIds().contains(listId))
        || snapshot.policies().values().stream().anyMatch(policy -> lists(policy).contains(listId));
  }

  private static SortedSet<String> lists(StoredPolicy policy) {
    return AssemblyReferences.lists(policy.assembly());
  }
}
