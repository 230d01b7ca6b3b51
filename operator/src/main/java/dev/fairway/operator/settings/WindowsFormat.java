package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.runtime.loop.MaintenanceWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of maintenance windows: in the file {@code {from, to, days, zone}} or {@code mon,tue
 * 22:00-06:00 UTC} each, elsewhere one text with semicolons. An empty text is the empty list.
 */
record WindowsFormat() implements SettingFormat.NodeFormat {

  private static final List<String> KEYS = List.of("from", "to", "days", "zone");
  private static final String SHAPE = "{" + String.join(", ", KEYS) + "}";
  private static final String TEXT = "mon,tue 22:00-06:00 UTC";
  private static final List<String> DAYS =
      Stream.of(DayOfWeek.values()).map(MaintenanceWindow::word).toList();
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?:(?<days>[^\\s:]+)\\s+)?(?<from>[^\\s-]+)-(?<to>\\S+)(?:\\s+(?<zone>\\S+))?");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final String END_OF_DAY = "24:00";

  @Override
  public String expectation() {
    return "a list of " + SHAPE + ", or a text as in " + TEXT + "; 12:00-13:00";
  }

  @Override
  public @Nullable List<MaintenanceWindow> read(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    return switch (node.kind()) {
      case SCALAR -> windows(key, split(node), diagnostics);
      case SEQUENCE ->
          windows(key, node.members().stream().map(YamlNode.Member::value).toList(), diagnostics);
      case MAPPING -> {
        diagnostics.wrong(key, node.at(), "is a mapping; it takes " + expectation());
        yield null;
      }
    };
  }

  private static List<YamlNode> split(YamlNode node) {
    return node.text().isEmpty()
        ? List.of()
        : Stream.of(node.text().split(";", -1))
            .map(part -> YamlNode.scalar(node.at(), part.strip()))
            .toList();
  }

  /** Every window is read, so that all that is wrong is reported. */
  private static @Nullable List<MaintenanceWindow> windows(
      String key, List<YamlNode> nodes, SettingDiagnostics diagnostics) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (YamlNode node : nodes) {
      MaintenanceWindow window = window(key, node, diagnostics);
      if (window != null) {
        windows.add(window);
      }
    }
    return windows.size() == nodes.size() ? List.copyOf(windows) : null;
  }

  private static @Nullable MaintenanceWindow window(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    return switch (node.kind()) {
      case SCALAR -> fromText(key, node, diagnostics);
      case MAPPING -> fromMapping(key, node, diagnostics);
      case SEQUENCE -> {
        diagnostics.wrong(key, node.at(), "has a list in its list; an item is " + SHAPE);
        yield null;
      }
    };
  }

  private static @Nullable MaintenanceWindow fromText(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    Matcher parts = WINDOW.matcher(node.text());
    if (!parts.matches()) {
      String sentence =
          node.text().isEmpty()
              ? "has an empty item"
              : SettingDiagnostics.quoted(node.text()) + " is not a maintenance window";
      diagnostics.wrong(key, node.at(), node.text(), sentence + ", as in " + TEXT);
      return null;
    }
    Draft draft = new Draft(key, node, diagnostics);
    draft.days = draft.days(key, dayNodes(node, parts.group("days")));
    draft.from = draft.time(key, YamlNode.scalar(node.at(), parts.group("from")));
    draft.to = draft.time(key, YamlNode.scalar(node.at(), parts.group("to")));
    if (parts.group("zone") != null) {
      draft.zone = draft.zone(key, YamlNode.scalar(node.at(), parts.group("zone")));
    }
    return draft.window();
  }

  private static List<YamlNode> dayNodes(YamlNode node, @Nullable String days) {
    return days == null ? List.of() : PrefixesFormat.split(YamlNode.scalar(node.at(), days));
  }

  private static @Nullable MaintenanceWindow fromMapping(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    Draft draft = new Draft(key, node, diagnostics);
    for (YamlNode.Member member : node.members()) {
      String named = key + "." + member.key();
      switch (member.key()) {
        case "from" -> draft.from = draft.time(named, member.value());
        case "to" -> draft.to = draft.time(named, member.value());
        case "days" -> draft.days = draft.days(named, draft.dayItems(named, member.value()));
        case "zone" -> draft.zone = draft.zone(named, member.value());
        default -> {
          String hint = NearestWord.hint(member.key(), KEYS) + "; an item is " + SHAPE;
          diagnostics.unknown(named, member.at(), hint);
          draft.wrong = true;
        }
      }
    }
    for (String needed : List.of("from", "to")) {
      if (node.members().stream().noneMatch(member -> member.key().equals(needed))) {
        draft.wrong(key, node, "", "has an item without '" + needed + "'; an item is " + SHAPE);
      }
    }
    return draft.window();
  }

  /** A window while its parts are read: what is wrong is reported, and leaves no window. */
  private static final class Draft {

    private final String key;
    private final YamlNode node;
    private final SettingDiagnostics diagnostics;
    private boolean wrong;
    private String from = "";
    private String to = "";
    private Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    private ZoneId zone = UTC;

    Draft(String key, YamlNode node, SettingDiagnostics diagnostics) {
      this.key = key;
      this.node = node;
      this.diagnostics = diagnostics;
    }

    void wrong(String named, YamlNode at, String value, String sentence) {
      diagnostics.wrong(named, at.at(), value, sentence);
      wrong = true;
    }

    private boolean isScalar(String named, YamlNode part, String expectation) {
      if (part.kind() == YamlNode.Kind.SCALAR && !part.text().isEmpty()) {
        return true;
      }
      String found =
          switch (part.kind()) {
            case SCALAR -> "has no value";
            case MAPPING -> "is a mapping";
            case SEQUENCE -> "is a list";
          };
      wrong(named, part, "", found + "; it takes " + expectation);
      return false;
    }

    /** A time of day as it is written. */
    String time(String named, YamlNode part) {
      String expectation = "a time of day from 00:00 to 24:00, as in 06:00";
      if (isScalar(named, part, expectation)
          && !TIME.matcher(part.text()).matches()
          && !part.text().equals(END_OF_DAY)) {
        refuse(named, part, expectation, List.of());
      }
      return part.text();
    }

    /** The items of a list of days, or of a text. */
    List<YamlNode> dayItems(String named, YamlNode part) {
      String expectation = "a list of " + String.join(", ", DAYS);
      if (part.kind() == YamlNode.Kind.SEQUENCE && !part.members().isEmpty()) {
        return part.members().stream().map(YamlNode.Member::value).toList();
      }
      if (part.kind() == YamlNode.Kind.SEQUENCE) {
        wrong(named, part, "", "has no day; leave days out for every day");
        return List.of();
      }
      return isScalar(named, part, expectation) ? PrefixesFormat.split(part) : List.of();
    }

    Set<DayOfWeek> days(String named, List<YamlNode> items) {
      String expectation = "one of " + String.join(", ", DAYS);
      Set<DayOfWeek> read = EnumSet.noneOf(DayOfWeek.class);
      for (YamlNode item : items) {
        if (!isScalar(named, item, expectation)) {
          continue;
        }
        Stream.of(DayOfWeek.values())
            .filter(day -> MaintenanceWindow.word(day).equals(item.text()))
            .findFirst()
            .ifPresentOrElse(read::add, () -> refuse(named, item, expectation, DAYS));
      }
      return read.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : read;
    }

    ZoneId zone(String named, YamlNode part) {
      String expectation = "a time zone, as in UTC or Europe/Berlin";
      try {
        if (isScalar(named, part, expectation)) {
          return ZoneId.of(part.text());
        }
      } catch (DateTimeException unknown) {
        refuse(named, part, expectation, ZoneId.getAvailableZoneIds().stream().sorted().toList());
      }
      return UTC;
    }

    private void refuse(String named, YamlNode part, String expectation, List<String> known) {
      String hint = NearestWord.hint(part.text(), known);
      String sentence = SettingDiagnostics.quoted(part.text()) + " is not " + expectation + hint;
      wrong(named, part, part.text(), sentence);
    }

    /** The window; null where something was wrong. */
    @Nullable MaintenanceWindow window() {
      if (wrong) {
        return null;
      }
      String both = from + "-" + to;
      if (from.equals(END_OF_DAY)) {
        wrong(
            key,
            node,
            both,
            SettingDiagnostics.quoted(both) + " begins at 24:00: write from 00:00");
        return null;
      }
      if (from.equals(to)) {
        String sentence =
            SettingDiagnostics.quoted(both)
                + " is a window of no length; for a whole day write from 00:00 to 24:00";
        wrong(key, node, both, sentence);
        return null;
      }
      LocalTime end = to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to);
      return new MaintenanceWindow(LocalTime.parse(from), end, new TreeSet<>(days), zone);
    }
  }
}
