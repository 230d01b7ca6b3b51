package dev.fairway.operator.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The query parameters of a request, each name once. Immutable.
 *
 * @param values by name
 */
public record QueryParameters(SortedMap<String, String> values) {

  /** No parameters. */
  public static final QueryParameters NONE = new QueryParameters(new TreeMap<>());

  private static final int LONGEST = 2_048;

  /** Copies. */
  public QueryParameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Reads a query; empty where it is malformed, too long, or names something twice. */
  static Optional<QueryParameters> tryParse(String raw) {
    if (raw.isEmpty()) {
      return Optional.of(NONE);
    }
    if (raw.length() > LONGEST) {
      return Optional.empty();
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1 || values.put(part.substring(0, equals), part) != null) {
        return Optional.empty();
      }
    }
    try {
      values.replaceAll((name, part) -> decoded(part.substring(name.length() + 1)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return Optional.of(new QueryParameters(values));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** True where exactly these are given, none of them empty. */
  boolean hasExactly(List<String> names) {
    return values.size() == names.size()
        && names.stream().noneMatch(name -> values.getOrDefault(name, "").isEmpty());
  }

  /** The value of a parameter that is given. */
  String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }
}
