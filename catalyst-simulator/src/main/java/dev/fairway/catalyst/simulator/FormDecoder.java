package dev.fairway.catalyst.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The decoder of {@code name=value&name=value}, as in queries and forms. */
final class FormDecoder {

  private FormDecoder() {}

  /**
   * The values by name.
   *
   * @throws RefusedRequestException where a name is there twice, or something is not encoded well
   */
  static SortedMap<String, String> parse(String text) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!pair.isEmpty() && values.putIfAbsent(name, value) != null) {
        throw RefusedRequestException.malformed(
            "Malformed parameters", "'" + name + "' is there twice");
      }
    }
    return values;
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
