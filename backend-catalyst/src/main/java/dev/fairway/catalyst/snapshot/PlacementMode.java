package dev.fairway.catalyst.snapshot;

import java.util.Locale;

/** The setting of where Fairway may put its rules. */
public enum PlacementMode {
  /** In the active policy where that is possible, and nowhere else. */
  AUTO,
  /** The same, asked for explicitly. */
  ATTACH,
  /** In a centralized policy that Fairway makes and activates, where no other is active. */
  OWN;

  /** {@code auto}, {@code attach} or {@code own}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
