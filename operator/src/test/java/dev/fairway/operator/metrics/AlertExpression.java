package dev.fairway.operator.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * The part of PromQL that the alerts of {@code docs/metrics.md} are written in: comparisons of a
 * vector with a number, joined by {@code and}; a vector is a selector, {@code vector(N)}, {@code (A
 * or B)}, an aggregation, or an increase over a range.
 *
 * @param text the expression
 */
record AlertExpression(String text) {

  private static final Pattern COMPARISON = Pattern.compile("(.+) (==|>=|<=|>|<) ([0-9.]+)");
  private static final Pattern AGGREGATION =
      Pattern.compile("(min|max|sum)(?: by \\(instance\\) )?\\((.+)\\)");
  private static final Pattern RANGE =
      Pattern.compile("(?:increase|delta)\\((.+)\\[([0-9]+)([mh])\\]\\)");
  private static final Pattern SELECTOR = Pattern.compile("(\\w+)(?:\\{(.+)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(!?=)\"([^\"]*)\"");

  /**
   * The samples of one scrape.
   *
   * @param at when
   * @param samples the values by name and labels
   */
  record Scrape(Duration at, Map<String, Double> samples) {}

  /** True where the expression has a result at the last of these scrapes. */
  boolean holds(List<Scrape> scrapes) {
    for (String part : text.split(" and ", -1)) {
      Matcher comparison = matched(COMPARISON, part).orElseThrow(() -> unknown(part));
      double bound = Double.parseDouble(comparison.group(3));
      String operator = comparison.group(2);
      if (vector(comparison.group(1), scrapes).stream()
          .noneMatch(value -> compares(value, operator, bound))) {
        return false;
      }
    }
    return true;
  }

  private static boolean compares(double value, String operator, double bound) {
    return switch (operator) {
      case "==" -> value == bound;
      case ">=" -> value >= bound;
      case "<=" -> value <= bound;
      case ">" -> value > bound;
      default -> value < bound;
    };
  }

  private static List<Double> vector(String expression, List<Scrape> scrapes) {
    if (expression.startsWith("(") && expression.endsWith(")")) {
      for (String either : expression.substring(1, expression.length() - 1).split(" or ", -1)) {
        List<Double> values = vector(either, scrapes);
        if (!values.isEmpty()) {
          return values;
        }
      }
      return List.of();
    }
    if (expression.startsWith("vector(")) {
      return List.of(Double.valueOf(expression.substring(7, expression.length() - 1)));
    }
    Optional<Matcher> range = matched(RANGE, expression);
    if (range.isPresent()) {
      return increase(range.get(), scrapes);
    }
    Optional<Matcher> aggregation = matched(AGGREGATION, expression);
    if (aggregation.isPresent()) {
      return aggregate(aggregation.get().group(1), vector(aggregation.get().group(2), scrapes));
    }
    return List.copyOf(select(expression, scrapes.get(scrapes.size() - 1)).values());
  }

  private static List<Double> aggregate(String how, List<Double> values) {
    DoubleStream all = values.stream().mapToDouble(Double::doubleValue);
    if (values.isEmpty()) {
      return List.of();
    }
    return switch (how) {
      case "min" -> List.of(all.min().orElseThrow());
      case "max" -> List.of(all.max().orElseThrow());
      default -> List.of(all.sum());
    };
  }

  private static List<Double> increase(Matcher range, List<Scrape> scrapes) {
    long count = Long.parseLong(range.group(2));
    Duration length =
        range.group(3).equals("h") ? Duration.ofHours(count) : Duration.ofMinutes(count);
    Scrape last = scrapes.get(scrapes.size() - 1);
    Map<String, Double> then =
        scrapes.stream()
            .filter(scrape -> last.at().minus(scrape.at()).compareTo(length) <= 0)
            .map(scrape -> select(range.group(1), scrape))
            .findFirst()
            .orElseThrow();
    List<Double> increases = new ArrayList<>();
    select(range.group(1), last)
        .forEach(
            (series, value) ->
                Optional.ofNullable(then.get(series))
                    .ifPresent(before -> increases.add(value - before)));
    return increases;
  }

  private static Map<String, Double> select(String selector, Scrape scrape) {
    Matcher named = matched(SELECTOR, selector).orElseThrow(() -> unknown(selector));
    List<String[]> labels = new ArrayList<>();
    if (named.group(2) != null) {
      MATCHER
          .matcher(named.group(2))
          .results()
          .forEach(
              label -> labels.add(new String[] {label.group(1), label.group(2), label.group(3)}));
    }
    Map<String, Double> selected = new TreeMap<>();
    scrape
        .samples()
        .forEach(
            (series, value) -> {
              boolean same =
                  series.equals(named.group(1)) || series.startsWith(named.group(1) + "{");
              if (same && labels.stream().allMatch(label -> matches(series, label))) {
                selected.put(series, value);
              }
            });
    return selected;
  }

  private static boolean matches(String series, String[] label) {
    boolean has = series.contains(label[0] + "=\"" + label[2] + "\"");
    return has == label[1].equals("=");
  }

  private static Optional<Matcher> matched(Pattern pattern, String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::matches);
  }

  private static IllegalArgumentException unknown(String part) {
    return new IllegalArgumentException("not understood: " + part);
  }
}
