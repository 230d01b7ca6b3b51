package dev.fairway.core.net;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A differentiated services code point (DSCP): the six bits of an IP header by which a network
 * tells classes of packets apart (RFC 2474).
 *
 * @param value 0 to 63
 */
public record Dscp(int value) {

  private static final int MOST = 63;

  /**
   * The names of RFC 2474, 2597, 3246, 5865 and 8622; of two for one value the first is written.
   */
  private static final List<Map.Entry<String, Integer>> NAMES =
      List.of(
          Map.entry("cs0", 0),
          Map.entry("df", 0),
          Map.entry("le", 1),
          Map.entry("cs1", 8),
          Map.entry("af11", 10),
          Map.entry("af12", 12),
          Map.entry("af13", 14),
          Map.entry("cs2", 16),
          Map.entry("af21", 18),
          Map.entry("af22", 20),
          Map.entry("af23", 22),
          Map.entry("cs3", 24),
          Map.entry("af31", 26),
          Map.entry("af32", 28),
          Map.entry("af33", 30),
          Map.entry("cs4", 32),
          Map.entry("af41", 34),
          Map.entry("af42", 36),
          Map.entry("af43", 38),
          Map.entry("cs5", 40),
          Map.entry("voice-admit", 44),
          Map.entry("va", 44),
          Map.entry("ef", 46),
          Map.entry("cs6", 48),
          Map.entry("cs7", 56));

  private static final Map<String, Integer> BY_NAME = byName();
  private static final Map<Integer, String> BY_VALUE = byValue();

  /** Refuses a value that six bits cannot hold. */
  public Dscp {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException("DSCP " + value + " is not 0 to " + MOST);
    }
  }

  /**
   * Reads a name, or a number from 0 to 63 without leading zeros.
   *
   * @throws IllegalArgumentException where the text is neither
   */
  public static Dscp parse(String text) {
    Integer named = BY_NAME.get(text);
    if (named != null) {
      return new Dscp(named);
    }
    if (!text.matches("0|[1-9][0-9]?") || Integer.parseInt(text) > MOST) {
      throw new IllegalArgumentException(
          "DSCP '" + text + "' is neither a number from 0 to 63 nor a name such as 'ef' or 'af41'");
    }
    return new Dscp(Integer.parseInt(text));
  }

  /** Every name, ascending. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The name where the value has one, else the number: {@code ef}, {@code 47}. */
  public String text() {
    return Optional.ofNullable(BY_VALUE.get(value)).orElseGet(() -> Integer.toString(value));
  }

  private static Map<String, Integer> byName() {
    Map<String, Integer> values = new TreeMap<>();
    NAMES.forEach(name -> values.put(name.getKey(), name.getValue()));
    return Collections.unmodifiableMap(values);
  }

  private static Map<Integer, String> byValue() {
    Map<Integer, String> names = new TreeMap<>();
    NAMES.forEach(name -> names.putIfAbsent(name.getValue(), name.getKey()));
    return Collections.unmodifiableMap(names);
  }

  @Override
  public String toString() {
    return text();
  }
}
