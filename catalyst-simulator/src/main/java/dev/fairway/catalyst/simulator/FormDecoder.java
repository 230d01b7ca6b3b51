package dev.fairway.catalyst.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The decoder of {@code name=value&name=value}, as in queries and forms. */
final class FormDecoder {

  private FormDecoder() {}

  /**
   * The values by name; a name may be there several times. Nothing between two {@code &} is
   * nothing.
   *
   * @throws RefusedRequestException where something is not encoded well
   */
  static SortedMap<String, List<String>> parse(String text) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!pair.isEmpty()) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  /**
   * The value of a name; empty where it is not there.
   *
   * @throws RefusedRequestException where it is there several times
   */
  static String one(SortedMap<String, List<String>> values, String name) {
    List<String> found = values.getOrDefault(name, List.of(""));
    if (found.size() > 1) {
      throw RefusedRequestException.malformed(
          "Malformed parameters", "'" + name + "' is there twice");
    }
    return found.get(0);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw RefusedRequestException.malformed(
          "Malformed parameters", "a percent sign without two digits");
    }
  }
}
