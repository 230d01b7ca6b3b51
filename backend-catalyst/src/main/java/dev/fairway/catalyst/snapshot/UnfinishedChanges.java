package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an earlier change of the owner left half done, or somebody did to it. While another owner
 * changes something, what nobody refers to yet is no leftover.
 */
final class UnfinishedChanges {

  private final OwnerId owner;
  private final PolicySnapshot picture;
  private final SortedMap<Segment, SegmentDataPolicy> containers;
  private final Optional<ChangeLock> mark;
  private final Set<String> referredTo;

  UnfinishedChanges(
      OwnerId owner,
      PolicySnapshot picture,
      SortedMap<Segment, SegmentDataPolicy> containers,
      Optional<ChangeLock> mark) {
    this.owner = owner;
    this.picture = picture;
    this.containers = containers;
    this.mark = mark;
    this.referredTo = referredTo(picture);
  }

  /** One sentence each, in a fixed order. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    mark.filter(one -> one.owner().equals(owner))
        .map(one -> "a change was cut off: the list '" + ChangeMarks.NAME + "' is still there")
        .ifPresent(sentences::add);
    containers.values().forEach(container -> inForce(container, sentences));
    orphanContainers().map(UnfinishedChanges::orphan).forEach(sentences::add);
    picture.lists().values().stream()
        .filter(this::isOrphan)
        .map(list -> "nothing refers to the list '" + list.name() + "'")
        .sorted()
        .forEach(sentences::add);
    return sentences;
  }

  private void inForce(SegmentDataPolicy container, List<String> sentences) {
    boolean holdsMine = false;
    for (DecodedSequence sequence : container.sequences()) {
      holdsMine |= ownerOf(sequence).filter(owner::equals).isPresent();
      if (container.item().isPresent()) {
        altered(container, sequence).ifPresent(sentences::add);
      }
    }
    if (container.item().isPresent() && holdsMine && !container.definition().accepts()) {
      sentences.add(
          "data policy '"
              + container.definition().name()
              + "' does not accept what no sequence of it takes: somebody changed its default"
              + " action");
    }
    if (container.item().isPresent() && container.scope().isEmpty() && holdsMine) {
      sentences.add(
          "data policy '"
              + container.definition().name()
              + "' holds elsewhere than Fairway puts it: somebody changed its entry in the active"
              + " policy, or a list that the entry names");
    }
  }

  private Optional<String> altered(SegmentDataPolicy container, DecodedSequence sequence) {
    return sequence
        .<Optional<DecodedSequence.Altered>>fold(
            written -> Optional.empty(), Optional::of, foreign -> Optional.empty())
        .filter(one -> one.owner().equals(owner))
        .map(
            one ->
                "data policy '"
                    + container.definition().name()
                    + "', sequence of rule "
                    + one.rule()
                    + ": "
                    + one.why());
  }

  private static Optional<OwnerId> ownerOf(DecodedSequence sequence) {
    return sequence.fold(
        written -> Optional.of(written.rule().owner()),
        altered -> Optional.of(altered.owner()),
        foreign -> Optional.empty());
  }

  /** Containers that no policy names and that hold nothing of anybody else. */
  private Stream<Map.Entry<String, StoredDefinition>> orphanContainers() {
    return picture.definitions().entrySet().stream()
        .filter(one -> !othersAtWork())
        .filter(one -> !picture.isAssembled(one.getKey()))
        .filter(one -> onlyMine(one.getValue()));
  }

  private static String orphan(Map.Entry<String, StoredDefinition> one) {
    return "no policy names the data policy '" + one.getValue().name() + "'";
  }

  private boolean onlyMine(StoredDefinition definition) {
    if (definition.sequences().isEmpty()) {
      return CatalystNames.isMade(definition.description());
    }
    return definition.sequences().stream().allMatch(this::isMine);
  }

  private boolean isMine(StoredSequence sequence) {
    List<StoredList> lists =
        sequence.listIds().stream().flatMap(id -> stored(id).stream()).toList();
    return !lists.isEmpty()
        && lists.stream()
            .allMatch(list -> ListOwnership.owner(list).filter(owner::equals).isPresent());
  }

  private Optional<StoredList> stored(String id) {
    return Optional.ofNullable(picture.lists().get(id));
  }

  private boolean isOrphan(StoredList list) {
    boolean mine =
        ListOwnership.owner(list).filter(owner::equals).isPresent()
            || (ListOwnership.isScopeList(list) && !othersAtWork());
    return mine && list.references().orElse(0) == 0 && !referredTo.contains(list.id());
  }

  private static Set<String> referredTo(PolicySnapshot picture) {
    Set<String> ids = new TreeSet<>();
    picture.definitions().values().stream()
        .flatMap(definition -> definition.sequences().stream())
        .forEach(sequence -> ids.addAll(sequence.listIds()));
    ids.addAll(
        picture.policies().values().stream()
            .flatMap(policy -> policy.assembly().stream())
            .flatMap(item -> AssemblyReferences.listIds(item).stream())
            .collect(Collectors.toSet()));
    return ids;
  }

  private boolean othersAtWork() {
    return mark.filter(one -> !one.owner().equals(owner)).isPresent();
  }
}
