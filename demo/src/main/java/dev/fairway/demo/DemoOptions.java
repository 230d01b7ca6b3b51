package dev.fairway.demo;

import dev.fairway.operator.document.AnsiStyle;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How the demo is told.
 *
 * @param backend the kind of SD-WAN that it plays on
 * @param paths the manifests, as {@code -f} names them; empty: the two Services of the article
 * @param standardInput read where a path is {@code -}, and for Enter where the demo is kept; not
 *     closed
 * @param out where the story goes; flushed, not closed
 * @param palette its colours
 * @param nanos nanoseconds that only grow, by which passes are timed
 * @param keep true where everything stays up after the story, until somebody ends it
 */
public record DemoOptions(
    DemoBackend backend,
    List<String> paths,
    InputStream standardInput,
    PrintWriter out,
    AnsiStyle palette,
    LongSupplier nanos,
    boolean keep) {

  /** Copies. */
  public DemoOptions {
    paths = List.copyOf(paths);
  }
}
