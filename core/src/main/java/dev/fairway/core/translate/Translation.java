package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.RuleId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One owner's part of the policy, and its provenance.
 *
 * @param policy the rules
 * @param origins the Services behind each rule
 * @param leftOut the Services that did not fit the target's limits, whole
 * @param conflicts the claims that lost to another treatment, by loser, then winner
 * @param diagnostics the findings of the translation, sorted, each once
 */
public record Translation(
    DesiredPolicy policy,
    SortedMap<RuleId, RuleOrigin> origins,
    SortedSet<ServiceKey> leftOut,
    List<Conflict> conflicts,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public Translation {
    origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    leftOut = Collections.unmodifiableSortedSet(new TreeSet<>(leftOut));
    conflicts =
        conflicts.stream()
            .sorted(Comparator.comparing(Conflict::loser).thenComparing(Conflict::winner))
            .toList();
    diagnostics = diagnostics.stream().sorted().distinct().toList();
  }
}
