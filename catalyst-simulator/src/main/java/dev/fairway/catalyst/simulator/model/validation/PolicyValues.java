package dev.fairway.catalyst.simulator.model.validation;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import java.util.Set;
import java.util.function.Predicate;

/** The values that fields of lists and sequences may have. Numbers are strings here. */
final class PolicyValues {

  static final long MAX_SITE = 4_294_967_295L;
  static final long MAX_VPN = 65_530;
  static final long MAX_PORT = 65_535;

  static final Set<String> ENCAPSULATIONS = Set.of("ipsec", "gre", "ipsec gre");

  private static final Set<String> COLORS =
      Set.of(
          "default",
          "mpls",
          "metro-ethernet",
          "biz-internet",
          "public-internet",
          "lte",
          "3g",
          "red",
          "green",
          "blue",
          "gold",
          "silver",
          "bronze",
          "custom1",
          "custom2",
          "custom3",
          "private1",
          "private2",
          "private3",
          "private4",
          "private5",
          "private6");

  private PolicyValues() {}

  static void number(CheckedObject object, String field, long min, long max) {
    require(object, field, text -> isNumber(text, min, max), min + " to " + max);
  }

  static void range(CheckedObject object, String field, long min, long max) {
    require(object, field, text -> isRange(text, min, max), "a number or range in that");
  }

  /** Numbers or ranges with one space between. */
  static void ranges(CheckedObject object, String field, long min, long max) {
    require(object, field, words(word -> isRange(word, min, max)), "numbers, " + min + "-" + max);
  }

  static void numbers(CheckedObject object, String field, long min, long max) {
    require(object, field, words(word -> isNumber(word, min, max)), "numbers, " + min + "-" + max);
  }

  static void color(CheckedObject object, String field) {
    require(object, field, COLORS::contains, "a colour");
  }

  static void colors(CheckedObject object, String field) {
    require(object, field, words(COLORS::contains), "colours with spaces between");
  }

  static void prefix(CheckedObject object, String field, IpFamily family) {
    require(object, field, text -> isPrefix(text, family), "a prefix of " + family);
  }

  static void prefixes(CheckedObject object, String field, IpFamily family) {
    require(object, field, words(word -> isPrefix(word, family)), "prefixes of " + family);
  }

  static void address(CheckedObject object, String field, IpFamily family) {
    require(
        object,
        field,
        text ->
            !text.contains("/")
                && IpPrefix.tryParse(text).filter(prefix -> prefix.family() == family).isPresent(),
        "an address of " + family);
  }

  static void matching(CheckedObject object, String field, String pattern) {
    require(object, field, text -> text.matches(pattern), "not " + pattern);
  }

  private static void require(
      CheckedObject object, String field, Predicate<String> right, String wanted) {
    String text = object.text(field);
    if (!right.test(text)) {
      throw object.refused(field, "is '" + text + "', wanted: " + wanted);
    }
  }

  private static Predicate<String> words(Predicate<String> word) {
    return text -> {
      for (String part : text.split(" ", -1)) {
        if (!word.test(part)) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean isNumber(String text, long min, long max) {
    return text.matches("[0-9]{1,12}")
        && Long.parseLong(text) >= min
        && Long.parseLong(text) <= max;
  }

  private static boolean isRange(String text, long min, long max) {
    String[] ends = text.split("-", -1);
    return ends.length == 1
        ? isNumber(text, min, max)
        : ends.length == 2
            && isNumber(ends[0], min, max)
            && isNumber(ends[1], Long.parseLong(ends[0]), max);
  }

  private static boolean isPrefix(String text, IpFamily family) {
    return text.contains("/")
        && IpPrefix.tryParse(text).filter(prefix -> prefix.family() == family).isPresent();
  }
}
