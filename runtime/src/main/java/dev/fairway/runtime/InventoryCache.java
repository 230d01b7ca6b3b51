package dev.fairway.runtime;

import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cache of the last inventory, which is read again after an interval. Not thread-safe. */
final class InventoryCache {

  private @Nullable WanSnapshot last;
  private long readAt;

  /** The inventory, from the fabric where the last one is older than the interval. */
  WanSnapshot read(SyncOptions options, Supplier<WanSnapshot> fabric) {
    return latest(options)
        .filter(wan -> since(options).compareTo(options.inventoryInterval()) < 0)
        .orElseGet(() -> keep(options, fabric.get()));
  }

  /** Reads the fabric; true where something that rules depend on is not as in the last one. */
  boolean refresh(SyncOptions options, Supplier<WanSnapshot> fabric) {
    Optional<WanSnapshot> known = Optional.ofNullable(last);
    WanSnapshot reading = keep(options, fabric.get());
    return known.filter(wan -> !withoutTunnels(wan).equals(withoutTunnels(reading))).isPresent();
  }

  private WanSnapshot keep(SyncOptions options, WanSnapshot reading) {
    last = reading;
    readAt = options.nanoClock().getAsLong();
    return reading;
  }

  /**
   * The inventory without tunnels, which change all the time, and which translation never reads.
   */
  private static WanSnapshot withoutTunnels(WanSnapshot reading) {
    WanInventory wan = reading.inventory();
    return new WanSnapshot(
        new WanInventory(wan.sites(), wan.networks(), List.of(), wan.routed()),
        reading.profile(),
        Duration.ZERO,
        reading.diagnostics());
  }

  /** The last inventory with its age now, where there is one. */
  Optional<WanSnapshot> latest(SyncOptions options) {
    return Optional.ofNullable(last)
        .map(
            wan ->
                new WanSnapshot(
                    wan.inventory(),
                    wan.profile(),
                    wan.age().plus(since(options)),
                    wan.diagnostics()));
  }

  private Duration since(SyncOptions options) {
    return Duration.ofNanos(options.nanoClock().getAsLong() - readAt);
  }
}
