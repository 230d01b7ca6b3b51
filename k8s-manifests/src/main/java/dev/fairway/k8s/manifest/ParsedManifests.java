package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.k8s.objects.KubernetesObjects;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of reading files.
 *
 * @param objects the objects of the kinds that Fairway uses, by kind, then namespace, then name;
 *     behind them the slices that a cluster would mirror from Endpoints
 * @param complete true where everything named was read to its end and understood. Where it is
 *     false, something that is missing from {@code objects} may well exist: nothing may be
 *     concluded from its absence
 * @param mappedComplete as {@code complete}, of what Services and their endpoints are mapped from;
 *     where only {@code complete} is false, what is missing are pods and workloads
 * @param ignored how many objects of each other kind there were, by {@code apiVersion/kind}
 * @param diagnostics what is wrong with the files, sorted
 */
public record ParsedManifests(
    KubernetesObjects objects,
    boolean complete,
    boolean mappedComplete,
    SortedMap<String, Integer> ignored,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ParsedManifests {
    ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    diagnostics = List.copyOf(diagnostics);
  }
}
