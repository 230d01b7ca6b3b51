package dev.fairway.core.plan;

import java.util.Locale;

/** The mode of planning: how far a plan may go. */
public enum PlanMode {
  /** Until the target equals what is desired. */
  SYNC,
  /** Rules come and change, their prefixes may shrink, but no rule goes. */
  UPSERT_ONLY,
  /** Rules come; those that are there stay as they are. */
  CREATE_ONLY,
  /** Nothing changes. */
  OBSERVE;

  /** The mode as settings write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
