package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.DataSequence;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The decoder of the sequences of one definition. A sequence is an owner's where its counter is a
 * rule's; it is the rule where writing that rule again gives the same sequence, so that every
 * change of it shows, also of unknown fields.
 */
final class DefinitionReader {

  private final TlocColors colors;
  private final Scope scope;
  private final Function<String, Optional<PolicyList>> listOf;
  private final Set<String> read = new HashSet<>();

  DefinitionReader(TlocColors colors, Scope scope, Function<String, Optional<PolicyList>> listOf) {
    this.colors = colors;
    this.scope = scope;
    this.listOf = listOf;
  }

  List<DecodedSequence> read(List<StoredSequence> sequences) {
    List<DecodedSequence> decoded = new ArrayList<>(sequences.size());
    for (StoredSequence sequence : sequences) {
      decoded.add(read(sequence, decoded.size()));
    }
    return List.copyOf(decoded);
  }

  private DecodedSequence read(StoredSequence sequence, int position) {
    Optional<RuleId> id =
        sequence.counters().stream().flatMap(name -> CatalystNames.rule(name).stream()).findFirst();
    Optional<OwnerId> owner = owner(sequence);
    ForeignRule asFound = asFound(sequence, position);
    if (id.isEmpty() || owner.isEmpty()) {
      return new DecodedSequence.Foreign(position, asFound);
    }
    if (!read.add(owner.get() + " " + id.get())) {
      String why = "the rule stands twice; the first is the one in force";
      return new DecodedSequence.Altered(position, owner.get(), id.get(), why, asFound);
    }
    Optional<PathRule> rule =
        sequence.read().flatMap(found -> rule(id.get(), owner.get(), sequence, found));
    if (rule.isPresent()) {
      return new DecodedSequence.Written(position, rule.get());
    }
    String why = "the sequence, or a list that it needs, is not as Fairway writes it";
    return new DecodedSequence.Altered(position, owner.get(), id.get(), why, asFound);
  }

  /** The owner by the group; by the lists, where the group was renamed. */
  private Optional<OwnerId> owner(StoredSequence sequence) {
    return CatalystNames.owner(sequence.sequenceName())
        .or(
            () ->
                sequence.listIds().stream()
                    .flatMap(ref -> listOf.apply(ref).stream())
                    .flatMap(list -> OwnerTag.tryParse(list.description()).stream())
                    .map(OwnerTag::owner)
                    .findFirst());
  }

  private ForeignRule asFound(StoredSequence sequence, int position) {
    Optional<TrafficMatch> match =
        sequence.match().flatMap(entries -> MatchCodec.tryRead(sequence.ipType(), entries, listOf));
    String name = (sequence.sequenceName() + " " + sequence.sequenceId()).strip();
    return new ForeignRule(name, position, match);
  }

  private Optional<PathRule> rule(
      RuleId id, OwnerId owner, StoredSequence stored, DataSequence found) {
    Optional<TrafficMatch> match =
        MatchCodec.tryRead(found.sequenceIpType(), found.match(), listOf)
            .filter(packets -> packets.source().isPresent() || packets.destination().isPresent());
    Optional<Treatment> treatment = SteerCodec.tryRead(found.actions(), listOf);
    return match
        .flatMap(
            packets ->
                treatment.map(
                    action ->
                        new PathRule(
                            id,
                            owner,
                            scope,
                            CatalystNames.direction(stored.counters(), packets),
                            packets,
                            action)))
        .filter(rule -> rewritten(rule, stored.listIds(), found).saysTheSame(found));
  }

  /** The sequence as it would be written now, with the lists of these names that it refers to. */
  private DataSequence rewritten(PathRule rule, List<String> listIds, DataSequence found) {
    Map<String, String> ids = new HashMap<>();
    for (String ref : listIds) {
      listOf
          .apply(ref)
          .filter(list -> isOf(rule.owner(), list))
          .ifPresent(list -> ids.put(CatalystNames.first(list.name()), ref));
    }
    return PolicyCodec.write(
        rule,
        rule.treatment().steer().orElseThrow(),
        found.sequenceId(),
        transport ->
            colors
                .tryEncapsulations(scope.sites(), transport)
                .or(() -> SteerCodec.encapsulation(found.actions()))
                .orElse(""),
        name -> ids.getOrDefault(name, "none"));
  }

  private static boolean isOf(OwnerId owner, PolicyList list) {
    return OwnerTag.tryParse(list.description())
        .filter(tag -> tag.owner().equals(owner))
        .isPresent();
  }
}
