package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The revision on which a plan is based: the digest of the active policy and its assembly, of
 * Fairway's data policies, of every list to which one of these refers, and of the change lock. The
 * fields that the Manager itself adds do not count.
 */
final class SnapshotRevision {

  private SnapshotRevision() {}

  static Revision of(
      PolicySnapshot snapshot,
      SortedMap<Segment, SegmentDataPolicy> dataPolicies,
      Optional<ChangeLock> lock) {
    List<Digest> parts = new ArrayList<>();
    TreeSet<String> lists = new TreeSet<>(AssemblyReferences.lists(snapshot.activeAssembly()));
    parts.add(Digest.of("policy " + snapshot.active().map(StoredPolicy::id).orElse("none")));
    snapshot.activeAssembly().forEach(item -> parts.add(ContentDigest.of(item)));
    dataPolicies.forEach(
        (segment, dataPolicy) -> {
          parts.add(Digest.of("data policy " + segment + " " + dataPolicy.definitionId()));
          parts.add(ContentDigest.of(dataPolicy.definition().tree()));
          lists.addAll(dataPolicy.definition().listIds());
        });
    for (String id : lists) {
      parts.add(Digest.of("list " + id));
      snapshot.stored(id).ifPresent(list -> parts.add(ContentDigest.of(list.tree())));
    }
    parts.add(Digest.of("lock " + lock.map(ChangeLock::toString).orElse("none")));
    return new Revision(Digest.ofChildren(parts).shortText());
  }
}
