package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What a plan is based on: the active policy and its assembly, the containers, every list that one
 * of these refers to, and the mark of a change. What the Manager notes beside them does not count.
 */
final class SnapshotRevision {

  private SnapshotRevision() {}

  static Revision of(
      PolicySnapshot picture,
      SortedMap<Segment, SegmentDataPolicy> containers,
      Optional<ChangeLock> mark) {
    List<Digest> parts = new ArrayList<>();
    TreeSet<String> lists = new TreeSet<>();
    parts.add(Digest.of("policy " + picture.active().map(StoredPolicy::id).orElse("none")));
    for (ObjectNode item : picture.active().map(StoredPolicy::assembly).orElse(List.of())) {
      parts.add(ContentDigest.of(item));
      lists.addAll(AssemblyReferences.listIds(item));
    }
    for (Map.Entry<Segment, SegmentDataPolicy> entry : containers.entrySet()) {
      SegmentDataPolicy container = entry.getValue();
      parts.add(Digest.of("container " + entry.getKey() + " " + container.definitionId()));
      parts.add(ContentDigest.of(container.definition().tree()));
      container.definition().sequences().stream()
          .map(StoredSequence::listIds)
          .forEach(lists::addAll);
    }
    for (String id : lists) {
      parts.add(Digest.of("list " + id));
      Optional.ofNullable(picture.lists().get(id))
          .map(StoredList::tree)
          .map(ContentDigest::of)
          .ifPresent(parts::add);
    }
    parts.add(Digest.of("mark " + mark.map(ChangeLock::toString).orElse("none")));
    return new Revision(Digest.ofChildren(parts).shortText());
  }
}
