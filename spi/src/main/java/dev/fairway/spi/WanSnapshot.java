package dev.fairway.spi;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import java.time.Duration;
import java.util.List;

/**
 * The inventory of a fabric at one moment, and what the fabric can express.
 *
 * @param inventory the fabric
 * @param profile what rules it can express there
 * @param age how long ago the fabric said so; zero where it was asked just now
 * @param diagnostics what a user should know of it, such as sites that cannot be managed
 */
public record WanSnapshot(
    WanInventory inventory, TargetProfile profile, Duration age, List<Diagnostic> diagnostics) {

  /** Copies. */
  public WanSnapshot {
    diagnostics = List.copyOf(diagnostics);
  }
}
