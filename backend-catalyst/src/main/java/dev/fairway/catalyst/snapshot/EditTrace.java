package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.OwnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The traces that edits by other writers left in what holds an owner's rules: what they took away
 * or changed, whose the last edit was, and a stamp that changes with each edit. Pure.
 */
final class EditTrace {

  private final OwnerId owner;
  private final PolicySnapshot snapshot;
  private final List<SegmentDataPolicy> mine;

  EditTrace(OwnerId owner, PolicySnapshot snapshot, Collection<SegmentDataPolicy> dataPolicies) {
    this.owner = owner;
    this.snapshot = snapshot;
    this.mine = dataPolicies.stream().filter(this::holdsMine).toList();
  }

  private boolean holdsMine(SegmentDataPolicy dataPolicy) {
    return dataPolicy.sequences().stream()
        .anyMatch(sequence -> SegmentDataPolicy.owner(sequence).equals(Optional.of(owner)));
  }

  /** One sentence for each data policy with rules of the owner that the active policy lacks. */
  List<String> detached() {
    return mine.stream()
        .filter(dataPolicy -> !dataPolicy.isInForce())
        .map(dataPolicy -> detached(snapshot, dataPolicy))
        .toList();
  }

  /** The sentence that the active policy lacks a data policy. */
  static String detached(PolicySnapshot snapshot, SegmentDataPolicy dataPolicy) {
    String named = "the data policy '" + dataPolicy.definition().name() + "'";
    return snapshot
        .active()
        .map(
            active ->
                "the entry of %s is not in the active policy '%s' any more"
                    .formatted(named.substring("the ".length()), active.name()))
        .orElse("no centralized policy is active any more, and so " + named + " is not in force");
  }

  /** One sentence for each change of a data policy in force, or of a rule of the owner in it. */
  List<String> altered() {
    List<String> sentences = new ArrayList<>();
    mine.stream()
        .filter(SegmentDataPolicy::isInForce)
        .forEach(dataPolicy -> addAltered(dataPolicy, sentences));
    return sentences;
  }

  private void addAltered(SegmentDataPolicy dataPolicy, List<String> sentences) {
    String named = "data policy '" + dataPolicy.definition().name() + "'";
    for (DecodedSequence sequence : dataPolicy.sequences()) {
      if (SegmentDataPolicy.owner(sequence).filter(owner::equals).isPresent()) {
        altered(sequence)
            .ifPresent(
                altered ->
                    sentences.add(
                        named + ", sequence of rule " + altered.rule() + ": " + altered.why()));
      }
    }
    if (!dataPolicy.definition().accepts()) {
      sentences.add(
          named
              + " does not accept what no sequence of it takes: another writer changed its default"
              + " action");
    }
    if (dataPolicy.scope().isEmpty()) {
      sentences.add(
          named
              + " holds elsewhere than Fairway puts it: another writer changed its entry in the active"
              + " policy, or a list that the entry names");
    }
  }

  private static Optional<DecodedSequence.Altered> altered(DecodedSequence sequence) {
    return sequence.fold(written -> Optional.empty(), Optional::of, foreign -> Optional.empty());
  }

  /**
   * The last edit by another writer. An edit with the account of this program counts only where it
   * took something away: all others are its own.
   *
   * @param account the account of this program; empty where that is not known
   */
  Optional<LastEdit> lastEdit(Optional<String> account) {
    if (snapshot.active().isEmpty() || mine.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> ofDefinitions =
        mine.stream()
            .map(SegmentDataPolicy::definition)
            .flatMap(definition -> definition.lastUpdated().stream())
            .max(Comparator.naturalOrder());
    if (detached().isEmpty() && !altered().isEmpty()) {
      Optional<Instant> last =
          Stream.concat(ofDefinitions.stream(), lists()).max(Comparator.naturalOrder());
      if (last.isPresent() && policyEdited().filter(last.get()::isBefore).isEmpty()) {
        return Optional.of(new LastEdit(Optional.empty(), last.get(), false));
      }
    }
    boolean policyIsLast =
        policyEdited()
            .filter(policy -> ofDefinitions.filter(policy::isBefore).isEmpty())
            .isPresent();
    Optional<String> user = snapshot.active().flatMap(StoredPolicy::lastUpdatedBy);
    boolean other = user.isPresent() && account.isPresent() && !user.equals(account);
    boolean counts = !detached().isEmpty() || !altered().isEmpty() || (other && policyIsLast);
    return counts ? policyEdited().map(at -> new LastEdit(user, at, other)) : Optional.empty();
  }

  private Optional<Instant> policyEdited() {
    return snapshot.active().flatMap(StoredPolicy::lastUpdated);
  }

  private Stream<Instant> lists() {
    return listIds().stream()
        .flatMap(id -> snapshot.stored(id).stream())
        .flatMap(list -> list.lastUpdated().stream());
  }

  /** The lists of the data policies, and of their items in the active policy. */
  private TreeSet<String> listIds() {
    TreeSet<String> ids = new TreeSet<>();
    for (SegmentDataPolicy dataPolicy : mine) {
      ids.addAll(dataPolicy.definition().listIds());
      ids.addAll(
          AssemblyReferences.lists(
              snapshot.activeAssembly().stream()
                  .filter(
                      item -> AssemblyReferences.definition(item).equals(dataPolicy.definitionId()))
                  .toList()));
    }
    return ids;
  }

  /** A text that is another one after each write of what holds the owner's rules. */
  String stamp() {
    List<Digest> parts = new ArrayList<>();
    snapshot
        .active()
        .ifPresent(
            policy ->
                parts.add(Digest.of(policy.id() + policy.lastUpdatedBy() + policy.lastUpdated())));
    snapshot
        .definitions()
        .forEach((id, definition) -> parts.add(Digest.of(id + written(definition))));
    for (String id : listIds()) {
      parts.add(Digest.of(id + snapshot.stored(id).flatMap(StoredList::lastUpdated)));
    }
    return Digest.ofChildren(parts).shortText();
  }

  private static String written(StoredDefinition definition) {
    return definition.lastUpdated().toString();
  }
}
