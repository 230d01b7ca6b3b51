package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.TraceDocument.FlowView;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table of the paths of packets, one column a moment.
 *
 * @param columns for each moment the same packets in the same order, at least one
 */
record PathTable(AnsiStyle style, List<List<ObservedPath>> columns) {

  private static final String INDENT = "  ";

  /**
   * The paths that the fabric gave one packet to a Service, and the reply, at one moment.
   *
   * @param scene the number of the scene
   * @param moment the moment in the scene, in words
   * @param service the Service that the packet is for
   * @param flow the packet
   * @param request its path
   * @param reply the path of the packet back
   */
  record ObservedPath(
      int scene,
      String moment,
      ServiceKey service,
      Flow flow,
      PacketPath request,
      PacketPath reply) {}

  /** A path in a word or two. */
  static String word(PacketPath path) {
    return switch (path.kind()) {
      case TRANSPORT -> path.text();
      case ANY -> "any path";
      case DROP -> "dropped";
      case LOCAL -> "stays local";
    };
  }

  /** The lines, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row("", columns.stream().map(column -> column.get(0).moment()).toList(), style::faint));
    for (int packet = 0; packet < columns.get(0).size(); packet++) {
      int row = packet;
      List<ObservedPath> paths = columns.stream().map(column -> column.get(row)).toList();
      ObservedPath first = paths.get(0);
      String flow = FlowView.of(first.flow()).text();
      lines.add(INDENT + style.strong(first.service().name()) + "  " + flow);
      lines.add(row("request", paths.stream().map(path -> word(path.request())).toList()));
      lines.add(row("reply", paths.stream().map(path -> word(path.reply())).toList()));
    }
    return lines;
  }

  private String row(String label, List<String> words) {
    return row(
        label,
        words,
        word ->
            switch (word) {
              case "dropped" -> style.bad(word);
              case "any path", "stays local" -> style.faint(word);
              default -> style.good(word);
            });
  }

  private String row(String label, List<String> words, UnaryOperator<String> paint) {
    int width =
        2
            + columns.stream()
                .flatMap(List::stream)
                .flatMap(path -> Stream.of(path.moment(), word(path.request()), word(path.reply())))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    StringBuilder row = new StringBuilder(String.format(INDENT + "  %-9s", label));
    for (String word : words.subList(0, words.size() - 1)) {
      row.append(paint.apply(word)).append(" ".repeat(width - word.length()));
    }
    return row.append(paint.apply(words.get(words.size() - 1))).toString();
  }
}
