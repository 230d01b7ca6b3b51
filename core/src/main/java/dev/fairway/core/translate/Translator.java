package dev.fairway.core.translate;

import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.wan.WanInventory;

/** Turns claims into rules. */
public final class Translator {

  private Translator() {}

  /** The rules of one owner. */
  public static Translation translate(
      ResolvedCluster cluster, WanInventory wan, TargetProfile profile) {
    throw new UnsupportedOperationException();
  }
}
