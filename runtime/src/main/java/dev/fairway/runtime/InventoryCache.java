package dev.fairway.runtime;

import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last inventory, asked for again only when its interval has passed. Not thread-safe. */
final class InventoryCache {

  private @Nullable WanSnapshot last;
  private long readAt;

  /** The inventory, from the fabric where the last one is older than the interval. */
  WanSnapshot read(SyncOptions options, Supplier<WanSnapshot> fabric) {
    Optional<WanSnapshot> young =
        latest(options).filter(one -> since(options).compareTo(options.inventoryInterval()) < 0);
    if (young.isPresent()) {
      return young.get();
    }
    return keep(options, fabric.get());
  }

  /** Asks the fabric; true where it says something else than last time that rules depend on. */
  boolean refresh(SyncOptions options, Supplier<WanSnapshot> fabric) {
    Optional<WanSnapshot> known = Optional.ofNullable(last);
    WanSnapshot reading = keep(options, fabric.get());
    return known.filter(one -> !timeless(one).equals(timeless(reading))).isPresent();
  }

  private WanSnapshot keep(SyncOptions options, WanSnapshot reading) {
    last = reading;
    readAt = options.nanoClock().getAsLong();
    return reading;
  }

  /** Without what changes all the time: translation never reads tunnels. */
  private static WanSnapshot timeless(WanSnapshot reading) {
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
            one ->
                new WanSnapshot(
                    one.inventory(),
                    one.profile(),
                    one.age().plus(since(options)),
                    one.diagnostics()));
  }

  private Duration since(SyncOptions options) {
    return Duration.ofNanos(options.nanoClock().getAsLong() - readAt);
  }
}
