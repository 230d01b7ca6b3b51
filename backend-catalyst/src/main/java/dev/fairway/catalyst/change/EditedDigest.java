package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.picture.ChangeMark;
import dev.fairway.catalyst.picture.Container;
import dev.fairway.catalyst.picture.ContentDigest;
import dev.fairway.catalyst.picture.FabricView;
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
  static String of(FabricView view, ChangeMark.Push way) {
    List<Digest> parts = new ArrayList<>();
    parts.add(Digest.of(way.name()));
    if (way == ChangeMark.Push.TEMPLATES) {
      view.containers().values().stream()
          .filter(container -> container.item().isPresent())
          .map(Container::definition)
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
