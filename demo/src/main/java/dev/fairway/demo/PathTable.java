package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.TraceDocument.FlowView;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which way packets took, one column a moment. */
final class PathTable {

  private static final String INDENT = "  ";
  private static final String LABEL = INDENT + "  %-9s";

  private final AnsiStyle palette;
  private final List<List<ObservedPath>> columns;
  private final int width;

  /**
   * A table.
   *
   * @param columns for each moment the packets, the same ones in the same order
   */
  PathTable(AnsiStyle palette, List<List<ObservedPath>> columns) {
    this.palette = palette;
    this.columns = List.copyOf(columns);
    this.width =
        2
            + columns.stream()
                .flatMap(List::stream)
                .flatMap(
                    one -> List.of(one.moment(), word(one.request()), word(one.reply())).stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
  }

  /** The lines, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<ObservedPath> first = columns.get(0);
    lines.add(row("", moments(), palette::faint));
    for (int packet = 0; packet < first.size(); packet++) {
      int row = packet;
      List<ObservedPath> seen = columns.stream().map(column -> column.get(row)).toList();
      lines.add(INDENT + palette.strong(seen.get(0).service().name()) + "  " + text(seen.get(0)));
      lines.add(
          row("request", seen.stream().map(ObservedPath::request).map(PathTable::word).toList()));
      lines.add(row("reply", seen.stream().map(ObservedPath::reply).map(PathTable::word).toList()));
    }
    return lines;
  }

  private List<String> moments() {
    return columns.stream().map(column -> column.get(0).moment()).toList();
  }

  private String row(String label, List<String> words) {
    return row(label, words, this::paint);
  }

  private String row(String label, List<String> words, Function<String, String> paint) {
    StringBuilder row = new StringBuilder(String.format(LABEL, label));
    int last = words.size() - 1;
    IntStream.rangeClosed(0, last)
        .forEach(
            column -> {
              String word = words.get(column);
              row.append(paint.apply(word));
              row.append(" ".repeat(column == last ? 0 : width - word.length()));
            });
    return row.toString();
  }

  private String paint(String word) {
    return switch (word) {
      case "dropped" -> palette.bad(word);
      case "any path", "stays local" -> palette.faint(word);
      default -> palette.good(word);
    };
  }

  /** A path in a word or two. */
  static String word(PacketPath path) {
    return switch (path.kind()) {
      case TRANSPORT -> path.text();
      case ANY -> "any path";
      case DROP -> "dropped";
      case LOCAL -> "stays local";
    };
  }

  private static String text(ObservedPath sighting) {
    Flow flow = sighting.flow();
    return new FlowView(
            flow.source().addressText(),
            flow.sourcePort(),
            flow.destination().addressText(),
            flow.destinationPort(),
            flow.protocol().text())
        .text();
  }
}
