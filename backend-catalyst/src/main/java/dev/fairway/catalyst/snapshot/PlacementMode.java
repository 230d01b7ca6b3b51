package dev.fairway.catalyst.snapshot;

import java.util.Locale;

/** Where a person lets Fairway put its rules. */
public enum PlacementMode {
  /** Beside what people wrote where that is possible, and nowhere else. */
  AUTO,
  /** The same, said in so many words. */
  ATTACH,
  /** In a centralized policy that Fairway makes and activates, where nobody's is active. */
  OWN;

  /** {@code auto}, {@code attach} or {@code own}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
