package dev.fairway.demo;

import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.mock.FabricSpec;
import dev.fairway.operator.command.Console;
import dev.fairway.operator.document.AnsiStyle;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A story that was told for a test, by a clock that stands still.
 *
 * @param text what was printed
 * @param facts what happened; empty where the story was not told
 */
record DemoRun(String text, Optional<Story> facts) {

  static final int BEFORE = 3;
  static final int PLAN = 4;
  static final int ROLLING = 5;
  static final int DEATH = 6;
  static final int DOWN = 7;
  static final int TYPO = 8;
  static final int CONFLICT = 9;
  static final int STRANGER = 10;
  static final int MARK = 11;
  static final int REMOVAL = 12;

  static DemoRun of(String... paths) {
    return of(AnsiStyle.PLAIN, paths);
  }

  static DemoRun of(AnsiStyle palette, String... paths) {
    return of(DemoWan::mock, palette, paths);
  }

  /** The usual story on another SD-WAN. */
  static DemoRun on(Function<FabricSpec, DemoWan> wan) {
    return of(wan, AnsiStyle.PLAIN);
  }

  private static DemoRun of(Function<FabricSpec, DemoWan> wan, AnsiStyle palette, String... paths) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Demo demo =
        new Demo(
            wan,
            List.of(paths),
            new Console(
                InputStream.nullInputStream(), out, out, Map.of(), palette == AnsiStyle.ANSI),
            () -> 0,
            Optional.empty());
    Optional<Story> facts = demo.play();
    out.flush();
    return new DemoRun(text.toString(), facts);
  }

  Story story() {
    return facts.orElseThrow(() -> new AssertionError(text));
  }

  /** What the fabric did with packets to the star then: {@code request/reply}. */
  String star(int scene, String moment) {
    return path(scene, moment, story().services.followed().name());
  }

  /** What it did with packets to the other Service. */
  String other(int scene, String moment) {
    return path(scene, moment, story().services.other().orElseThrow().name());
  }

  /** The same for a packet to the star from that address. */
  String from(String client, int scene, String moment) {
    return story().observed.stream()
        .filter(path -> path.scene() == scene && path.moment().equals(moment))
        .filter(path -> path.flow().source().addressText().equals(client))
        .map(path -> path.request().text() + "/" + path.reply().text())
        .findFirst()
        .orElseThrow(() -> new AssertionError(client + " in scene " + scene + "\n" + text));
  }

  private String path(int scene, String moment, String service) {
    return story().observed.stream()
        .filter(path -> path.scene() == scene)
        .filter(path -> path.moment().equals(moment))
        .filter(path -> path.service().name().equals(service))
        .map(path -> path.request().text() + "/" + path.reply().text())
        .findFirst()
        .orElseThrow(() -> new AssertionError(moment + " of scene " + scene + "\n" + text));
  }

  List<DemoSync> passes(int scene) {
    return story().syncs.stream().filter(pass -> pass.scene() == scene).toList();
  }

  /** How many writes each pass of a scene took. */
  List<Long> writes(int scene) {
    return passes(scene).stream().map(DemoSync::writes).toList();
  }

  /** The lines of a scene, its heading first. */
  List<String> scene(int number) {
    List<String> lines = text.lines().toList();
    int start = heading(lines, number);
    int end = number == REMOVAL ? lines.indexOf("In total") : heading(lines, number + 1);
    return lines.subList(start, end);
  }

  private static int heading(List<String> lines, int number) {
    String start = String.format("%2d ", number);
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("no scene " + number);
  }
}
