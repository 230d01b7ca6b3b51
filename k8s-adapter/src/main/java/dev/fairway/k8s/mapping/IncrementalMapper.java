package dev.fairway.k8s.mapping;

import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.ServiceView;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link ClusterMapper} that remembers: a Service for which nothing changed keeps its state, the
 * same instance, so that a snapshot after one change costs one mapping beside a look at every
 * object. The snapshots equal those of a mapper that remembers nothing. Thread-safe; one snapshot
 * is made at a time.
 */
public final class IncrementalMapper {

  private final ClusterSettings settings;
  private final Function<ServiceView, Optional<String>> lastGood;
  private MappedServices mapped;
  private long generation;

  /**
   * A mapper for a cluster with these settings.
   *
   * @param lastGood the canonical text of the intent that a Service had last; called on the thread
   *     that asks for a snapshot, once for each Service
   */
  public IncrementalMapper(
      ClusterSettings settings, Function<ServiceView, Optional<String>> lastGood) {
    this.settings = settings;
    this.lastGood = lastGood;
    this.mapped = MappedServices.none(settings);
  }

  /** The snapshot of these objects, each object once; of the next generation. */
  public synchronized ClusterSnapshot snapshot(ClusterObjects objects, Completeness completeness) {
    MappingResult result = new MappingPass(settings, lastGood, mapped).map(objects);
    mapped = result.services();
    generation++;
    return result.snapshot(settings, generation, completeness);
  }
}
