package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.DUPLICATE_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.EMPTY_VALUE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The grammar of a value that lists things: commas between them, spaces (no other white space)
 * around each, none empty, none twice.
 */
final class CommaList {

  private final String example;
  private final Function<String, Optional<ParseError>> check;

  /**
   * A list of one sort of item.
   *
   * @param example a list as it would be right, for messages
   * @param check what is wrong with one item, which is not empty
   */
  CommaList(String example, Function<String, Optional<ParseError>> check) {
    this.example = example;
    this.check = check;
  }

  /** The items in the order written; or the first thing that is wrong. */
  ParseResult<List<String>> parse(String value) {
    if (trim(value).isEmpty()) {
      return ParseResult.flawed(EMPTY_VALUE, "is empty: write " + example);
    }
    Set<String> items = new LinkedHashSet<>();
    for (String part : value.split(",", -1)) {
      String item = trim(part);
      Optional<ParseError> flaw =
          item.isEmpty() ? Optional.of(emptyItem(value)) : check.apply(item);
      if (flaw.isPresent()) {
        return ParseResult.flawed(flaw.get().code(), flaw.get().predicate());
      }
      if (!items.add(item)) {
        return ParseResult.flawed(DUPLICATE_VALUE, "names '" + item + "' twice: write it once");
      }
    }
    return ParseResult.of(new ArrayList<>(items));
  }

  /** Without the spaces at both ends. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  private ParseError emptyItem(String value) {
    return new ParseError(
        EMPTY_VALUE,
        "'"
            + Excerpt.of(value)
            + "' has nothing between two commas or at an end: write "
            + example);
  }
}
