package dev.fairway.operator.demo;

import dev.fairway.operator.document.Palette;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How the demo is told.
 *
 * @param paths the manifests, as {@code -f} names them; empty: the two Services of the article
 * @param standardInput read only where a path is {@code -}; not closed
 * @param out where the story goes; flushed, not closed
 * @param palette its colours
 * @param nanos nanoseconds that only grow, by which passes are timed
 */
public record DemoOptions(
    List<String> paths,
    InputStream standardInput,
    PrintWriter out,
    Palette palette,
    LongSupplier nanos) {

  /** Copies. */
  public DemoOptions {
    paths = List.copyOf(paths);
  }
}
