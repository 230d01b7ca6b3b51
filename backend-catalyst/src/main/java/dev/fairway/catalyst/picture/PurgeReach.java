package dev.fairway.catalyst.picture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.OwnerId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How far taking away an owner's rules reaches: in a policy that Fairway made, the last owner's
 * rules take the policy with them. That is the one time that Fairway deactivates a policy.
 */
public final class PurgeReach {

  private PurgeReach() {}

  /**
   * The active policy that would be deactivated; empty where it stays for whoever else is in it.
   */
  public static Optional<StoredPolicy> deactivated(FabricView view, OwnerId owner) {
    return made(view).filter(policy -> otherOwners(view, owner).isEmpty());
  }

  /** What stands in the policy that Fairway made and is nobody's of Fairway: by name. */
  public static List<String> foreignIn(FabricView view) {
    TreeSet<String> foreign = new TreeSet<>();
    for (ObjectNode item : made(view).map(StoredPolicy::assembly).orElse(List.of())) {
      String id = AssemblyText.definitionId(item);
      if (!view.picture().definitions().containsKey(id)) {
        foreign.add("definition '" + view.picture().names().getOrDefault(id, id) + "'");
      }
    }
    for (Container container : view.containers().values()) {
      for (DecodedSequence sequence : container.sequences()) {
        sequence.fold(
            written -> false,
            altered -> false,
            found -> foreign.add("sequence '" + found.rule().name() + "'"));
      }
    }
    return List.copyOf(foreign);
  }

  private static Optional<StoredPolicy> made(FabricView view) {
    boolean own = view.placement() instanceof Placement.Own placed && placed.active();
    return own ? view.picture().active() : Optional.empty();
  }

  private static TreeSet<OwnerId> otherOwners(FabricView view, OwnerId owner) {
    TreeSet<OwnerId> others = new TreeSet<>();
    for (Container container : view.containers().values()) {
      for (DecodedSequence sequence : container.sequences()) {
        sequence.fold(
            written -> others.add(written.rule().owner()),
            altered -> others.add(altered.owner()),
            found -> false);
      }
    }
    others.remove(owner);
    return others;
  }
}
