package dev.fairway.catalyst.simulator;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern of paths: {@code *} and <code>{id}</code> stand for one segment, {@code **} at the end
 * for any number of them: {@code /template/policy/list/*}, {@code /template/**}.
 */
record PathPattern(List<String> segments) {

  PathPattern {
    segments = List.copyOf(segments);
  }

  static PathPattern parse(String text) {
    List<String> segments = split(text);
    int rest = segments.indexOf("**");
    boolean partial =
        segments.stream().anyMatch(part -> part.contains("*") && !part.matches("\\*\\*?"));
    boolean rooted = text.startsWith("/") || text.equals("**");
    if (!rooted || partial || outsideEnd(rest, segments)) {
      throw new IllegalArgumentException(
          "path '"
              + text
              + "': must begin with a slash; * is a whole segment, and ** only the last");
    }
    return new PathPattern(segments);
  }

  private static boolean outsideEnd(int rest, List<String> segments) {
    return rest >= 0 && rest < segments.size() - 1;
  }

  private static List<String> split(String path) {
    return Arrays.asList((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  boolean matches(String path) {
    List<String> given = split(path);
    boolean open = segments.get(segments.size() - 1).equals("**");
    int fixed = open ? segments.size() - 1 : segments.size();
    if (open ? given.size() < fixed : given.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      if (!matches(segments.get(i), given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String wanted, String given) {
    return wanted.equals("*") || wanted.startsWith("{") || wanted.equals(given);
  }
}
