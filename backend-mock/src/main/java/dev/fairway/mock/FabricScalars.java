package dev.fairway.mock;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.spi.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words and numbers of a fabric file. Each reader refuses with a sentence. */
final class FabricScalars {

  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?%");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  private FabricScalars() {}

  static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an empty text");
    }
    return text;
  }

  static boolean flag(String text) {
    return oneOf(text, Map.of("true", true, "false", false));
  }

  /** True for an encapsulation that encrypts. */
  static boolean encrypted(String text) {
    return oneOf(text, Map.of("ipsec", true, "gre", false));
  }

  /** The one action of {@code access} that is not for some peers only. */
  static Admission access(String text) {
    return oneOf(text, Map.of("deny", Admission.DENY));
  }

  /** The one value of {@code encryption}. */
  static boolean encryption(String text) {
    return oneOf(text, Map.of("required", true));
  }

  static Fallback fallback(String text) {
    return oneOf(text, words(Fallback.values()));
  }

  static MockForeignRule.Place place(String text) {
    return oneOf(text, words(MockForeignRule.Place.values()));
  }

  static Feature feature(String text) {
    return oneOf(text, words(Feature.values()));
  }

  static Commit commit(String text) {
    return oneOf(text, words(Commit.WHOLE_PLAN, Commit.PER_STEP));
  }

  static Duration duration(String text) {
    return DurationText.tryParse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is not a duration, as in 12ms"));
  }

  /** A share in percent, as parts per million. */
  static int loss(String text) {
    if (PERCENT.matcher(text).matches()) {
      BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
      if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
        return percent.movePointRight(4).intValueExact();
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a share from 0% to 100%, as in 0.5%");
  }

  static int count(String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number above zero");
    }
    return Integer.parseInt(text);
  }

  /** The values by their names in lower case, with hyphens. */
  @SafeVarargs
  private static <T extends Enum<T>> Map<String, T> words(T... values) {
    return Arrays.stream(values)
        .collect(
            Collectors.toMap(
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Function.identity()));
  }

  private static <T> T oneOf(String text, Map<String, T> words) {
    T value = words.get(text);
    if (value == null) {
      String known = String.join(", ", words.keySet().stream().sorted().toList());
      throw new IllegalArgumentException(
          "'" + text + "' is not one of " + known + NearestWord.hint(text, words.keySet()));
    }
    return value;
  }
}
