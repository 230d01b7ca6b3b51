package dev.fairway.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The process of {@link InformerFootprint} that watches a cluster and measures its heap. */
public final class WatchFootprint {

  private static final int COLLECTIONS = 8;

  private WatchFootprint() {}

  /**
   * Watches in one mode, and prints a {@link FootprintRow}.
   *
   * @param arguments the mode, and the file of the kubeconfig
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(
        measure(WatchMode.valueOf(arguments[0]), Files.readString(Path.of(arguments[1]))));
  }

  private static FootprintRow measure(WatchMode style, String kubeconfig)
      throws InterruptedException {
    long before = inUse();
    long start = System.nanoTime();
    try (WatchMode.Watching watching = style.open(kubeconfig)) {
      watching.awaitComplete();
      Duration complete = Duration.ofNanos(System.nanoTime() - start);
      long watched = inUse();
      watching.map();
      return new FootprintRow(style, complete, before, watched, inUse());
    }
  }

  /**
   * Bytes of the heap that are in use; the least of some collections, since threads let go late.
   */
  private static long inUse() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
