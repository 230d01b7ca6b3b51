package dev.fairway.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The permission of a process to write to its fabric: while it leads, and until it stops.
 * Withdrawing it takes effect before the next write, also inside a call that is under way.
 * Thread-safe.
 */
public final class WritePermission {

  private final AtomicBoolean granted = new AtomicBoolean(true);
  private final BooleanSupplier wider;

  /** A permission that is granted. */
  public WritePermission() {
    this(() -> true);
  }

  private WritePermission(BooleanSupplier wider) {
    this.wider = wider;
  }

  /**
   * A permission of its own that counts only while this one is granted too: for something shorter,
   * such as one sync.
   */
  public WritePermission narrowed() {
    return new WritePermission(this::isGranted);
  }

  /** Lets writes begin. */
  public void grant() {
    granted.set(true);
  }

  /** Lets no further write begin. */
  public void withdraw() {
    granted.set(false);
  }

  /** True where a write may begin. */
  public boolean isGranted() {
    return granted.get() && wider.getAsBoolean();
  }
}
