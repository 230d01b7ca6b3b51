package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.ResolvedCluster;
import java.util.ArrayList;
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
 * @param withoutRetained true where the retained addresses of all Services were left out, because
 *     not all fitted the target's limits
 * @param conflicts the claims that lost to another treatment, by loser, then winner
 * @param diagnostics the findings of the translation, sorted, each once
 */
public record Translation(
    DesiredPolicy policy,
    SortedMap<RuleId, RuleOrigin> origins,
    SortedSet<ServiceKey> leftOut,
    boolean withoutRetained,
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

  /** The part of the cluster that the policy expresses: all but what did not fit. */
  public ResolvedCluster expressed(ResolvedCluster cluster) {
    ResolvedCluster kept = withoutRetained ? cluster.withoutRetained() : cluster;
    return leftOut.isEmpty() ? kept : kept.withoutClaimsOf(leftOut);
  }

  /** The same translation, of a cluster whose retained addresses were left out. */
  Translation withoutRetained(List<Diagnostic> told) {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.addAll(told);
    return new Translation(policy, origins, leftOut, true, conflicts, all);
  }
}
