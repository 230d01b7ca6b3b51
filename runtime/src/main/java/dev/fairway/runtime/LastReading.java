package dev.fairway.runtime;

import dev.fairway.core.plan.Revision;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last inventory and the last revision that the fabric was seen at, shared with the syncs that
 * take the place of these. Not thread-safe.
 */
final class LastReading {

  private Optional<WanSnapshot> wan = Optional.empty();
  private long readAt;
  private Optional<Revision> revision = Optional.empty();
  private long lookedAt;

  /** Keeps an inventory that was read just now, with the tunnels that it does not show any more. */
  WanSnapshot keep(WanSnapshot reading, LongSupplier nanoClock) {
    WanSnapshot kept =
        wan.map(last -> LastSeenTunnels.merge(last.inventory(), reading.inventory()))
            .map(
                inventory ->
                    new WanSnapshot(
                        inventory, reading.profile(), reading.age(), reading.diagnostics()))
            .orElse(reading);
    wan = Optional.of(kept);
    readAt = nanoClock.getAsLong();
    return kept;
  }

  /** Keeps the revision that the policy was at, at that time. */
  void keep(Revision seen, long at) {
    revision = Optional.of(seen);
    lookedAt = at;
  }

  /** Keeps the revision that a change left the policy at; how it looks there is not known yet. */
  void keep(Revision left) {
    revision = Optional.of(left);
  }

  /** The last inventory as it was kept. */
  Optional<WanSnapshot> inventory() {
    return wan;
  }

  /** The last inventory with its age now, where there is one. */
  Optional<WanSnapshot> inventoryNow(LongSupplier nanoClock) {
    return wan.map(
        reading ->
            new WanSnapshot(
                reading.inventory(),
                reading.profile(),
                reading.age().plus(sinceInventory(nanoClock)),
                reading.diagnostics()));
  }

  Duration sinceInventory(LongSupplier nanoClock) {
    return Duration.ofNanos(nanoClock.getAsLong() - readAt);
  }

  /** The last known revision; empty before the first observation. */
  Optional<Revision> revision() {
    return revision;
  }

  /** The time since the policy was last seen at the known revision. */
  Optional<Duration> sinceLook(LongSupplier nanoClock) {
    return revision.map(known -> Duration.ofNanos(nanoClock.getAsLong() - lookedAt));
  }
}
