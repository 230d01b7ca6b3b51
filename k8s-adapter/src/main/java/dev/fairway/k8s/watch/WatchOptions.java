package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a cluster is watched.
 *
 * @param pageSize how many objects are read in one answer while everything is listed, at least 1
 * @param staleAfter how long a watch may be broken before what is known counts as old
 * @param reconnect how long to wait before a broken watch is tried again the first time; then twice
 *     as long each time, up to 32 times as long, for ever. At least a millisecond
 * @param nanoClock what {@code System.nanoTime} is to everybody else
 */
public record WatchOptions(
    int pageSize, Duration staleAfter, Duration reconnect, LongSupplier nanoClock) {

  /** 500 objects a page, old after 30 seconds, tried again after 250 ms to 8 s. */
  public static final WatchOptions DEFAULT =
      new WatchOptions(500, Duration.ofSeconds(30), Duration.ofMillis(250), System::nanoTime);

  /** Refuses what is out of range. */
  public WatchOptions {
    if (pageSize < 1 || staleAfter.isNegative() || reconnect.toMillis() < 1) {
      throw new IllegalArgumentException(
          "pages of " + pageSize + ", stale after " + staleAfter + ", reconnect " + reconnect);
    }
  }
}
