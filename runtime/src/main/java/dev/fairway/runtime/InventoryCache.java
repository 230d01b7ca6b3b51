package dev.fairway.runtime;

import dev.fairway.spi.WanReading;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last inventory, asked for again only when its interval has passed. Not thread-safe. */
final class InventoryCache {

  private @Nullable WanReading last;
  private long readAt;

  /** The inventory, from the fabric where the last one is older than the interval. */
  WanReading read(SyncOptions options, Supplier<WanReading> fabric) {
    Optional<WanReading> young =
        latest(options).filter(one -> since(options).compareTo(options.inventoryInterval()) < 0);
    if (young.isPresent()) {
      return young.get();
    }
    WanReading reading = fabric.get();
    last = reading;
    readAt = options.nanoClock().getAsLong();
    return reading;
  }

  /** The last inventory with its age now, where there is one. */
  Optional<WanReading> latest(SyncOptions options) {
    return Optional.ofNullable(last)
        .map(
            one ->
                new WanReading(
                    one.inventory(),
                    one.profile(),
                    one.age().plus(since(options)),
                    one.diagnostics()));
  }

  private Duration since(SyncOptions options) {
    return Duration.ofNanos(options.nanoClock().getAsLong() - readAt);
  }
}
