package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ContentDigest;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * The digest of what a change edits, which its mark keeps: a change that was cut off before its
 * edit finds it unchanged.
 */
final class EditedDigest {

  private EditedDigest() {}

  /** The first 12 digits. */
  static String of(DecodedSnapshot view, ChangeLock.Push way) {
    List<Digest> parts = new ArrayList<>();
    parts.add(Digest.of(way.name()));
    if (way == ChangeLock.Push.TEMPLATES) {
      view.containers().values().stream()
          .filter(container -> container.item().isPresent())
          .map(SegmentDataPolicy::definition)
          .forEach(definition -> parts.add(ContentDigest.of(definition.tree())));
    } else {
      for (ObjectNode item :
          view.picture().active().map(StoredPolicy::assembly).orElse(List.of())) {
        parts.add(ContentDigest.of(item));
      }
    }
    return Digest.ofChildren(parts).shortText();
  }
}
