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
 * The revision of what was observed, in two parts. The look is what {@link PolicyLook} reads again
 * at little cost. The basis, on which a plan is based, is the digest of the active policy and its
 * assembly, of Fairway's data policies, of every list to which one of these refers, and of the
 * change lock. The fields that the Manager itself adds do not count.
 *
 * @param look empty where it was not read
 * @param basis the digest of what a plan is made from
 */
public record SnapshotRevision(String look, String basis) {

  static SnapshotRevision of(
      String look,
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
    return new SnapshotRevision(look, Digest.ofChildren(parts).shortText());
  }

  /** The parts of a revision; any other text is a basis without a look. */
  public static SnapshotRevision of(Revision revision) {
    String text = revision.value();
    int dot = text.indexOf('.');
    return dot < 0
        ? new SnapshotRevision("", text)
        : new SnapshotRevision(text.substring(0, dot), text.substring(dot + 1));
  }

  /** True where this is the revision of an observation, with a look that is still this one. */
  boolean isAt(String now) {
    return !look.isEmpty() && look.equals(now) && basis.matches("[0-9a-f]+");
  }

  Revision revision() {
    return new Revision(look.isEmpty() ? basis : look + "." + basis);
  }
}
