package dev.fairway.core.plan;

/** The mode of planning: how far a plan may go. */
public enum PlanMode {
  /** Until the target equals what is desired. */
  SYNC("sync"),
  /** Rules come and change, their prefixes may shrink, but no rule goes. */
  UPSERT_ONLY("upsert-only"),
  /** Rules come; those that are there stay as they are. */
  CREATE_ONLY("create-only"),
  /** Nothing changes. */
  OBSERVE("observe");

  private final String text;

  PlanMode(String text) {
    this.text = text;
  }

  /** The mode as settings write it. */
  public String text() {
    return text;
  }
}
