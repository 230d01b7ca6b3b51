package dev.fairway.k8s.manifest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a scalar without quotes for {@code kubectl}, whose YAML is that of
 * sigs.k8s.io/yaml and so of go-yaml 2: truth values and numbers of YAML 1.1, those of base 8 in
 * both spellings, but neither numbers of base 60 nor dates.
 */
final class YamlScalar {

  private static final Map<String, @Nullable Object> WORDS = words();

  private static final Pattern INTEGER =
      Pattern.compile(
          "(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)"
              + "|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final double EXACT = 0x1p53;

  private YamlScalar() {}

  private static Map<String, @Nullable Object> words() {
    Map<String, @Nullable Object> words = new HashMap<>();
    for (String word : new String[] {"y", "yes", "true", "on"}) {
      spellings(words, word, true);
    }
    for (String word : new String[] {"n", "no", "false", "off"}) {
      spellings(words, word, false);
    }
    spellings(words, "null", null);
    words.put("", null);
    words.put("~", null);
    spellings(words, ".nan", Double.NaN);
    for (String word : new String[] {".inf", ".Inf", ".INF"}) {
      words.put(word, Double.POSITIVE_INFINITY);
      words.put("+" + word, Double.POSITIVE_INFINITY);
      words.put("-" + word, Double.NEGATIVE_INFINITY);
    }
    words.put(".NaN", Double.NaN);
    return words;
  }

  /** In small letters, in capitals, and with a first capital. */
  private static void spellings(
      Map<String, @Nullable Object> words, String word, @Nullable Object value) {
    words.put(word, value);
    words.put(word.toUpperCase(Locale.ROOT), value);
    words.put(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1), value);
  }

  /** Null, a Boolean, an Integer, a Long, a Double, or the text itself. */
  static @Nullable Object resolve(String text) {
    if (WORDS.containsKey(text)) {
      return WORDS.get(text);
    }
    return mayBeNumber(text) ? number(text) : text;
  }

  private static boolean mayBeNumber(String text) {
    char first = text.charAt(0);
    return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
  }

  private static Object number(String text) {
    String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
    OptionalLong whole = whole(digits);
    if (whole.isPresent()) {
      return narrow(whole.getAsLong());
    }
    OptionalDouble real = real(digits);
    return real.isPresent() ? narrow(real.getAsDouble()) : text;
  }

  private static OptionalLong whole(String digits) {
    Matcher matched = INTEGER.matcher(digits);
    if (!matched.matches()) {
      return OptionalLong.empty();
    }
    for (Map.Entry<String, Integer> base :
        Map.of("hex", 16, "binary", 2, "octal", 8, "decimal", 10).entrySet()) {
      String found = matched.group(base.getKey());
      if (found != null) {
        try {
          return OptionalLong.of(Long.parseLong(matched.group("sign") + found, base.getValue()));
        } catch (NumberFormatException tooLong) {
          return OptionalLong.empty();
        }
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalDouble real(String digits) {
    if (!FLOAT.matcher(digits).matches()) {
      return OptionalDouble.empty();
    }
    double real = Double.parseDouble(digits);
    return Double.isInfinite(real) ? OptionalDouble.empty() : OptionalDouble.of(real);
  }

  /** An Integer where it is one: nothing but its size tells how a number is kept. */
  static Object narrow(long whole) {
    if (whole >= Integer.MIN_VALUE && whole <= Integer.MAX_VALUE) {
      return (int) whole;
    }
    return whole;
  }

  /** A whole number where it is one: on its way through JSON, 80.0 becomes 80. */
  static Object narrow(double real) {
    return real == Math.rint(real) && Math.abs(real) <= EXACT ? narrow((long) real) : (Object) real;
  }
}
