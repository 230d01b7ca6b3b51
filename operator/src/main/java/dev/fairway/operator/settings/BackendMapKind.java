package dev.fairway.operator.settings;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backend takes: a text by name. Which of them are secret is the backend's knowledge, so no
 * value is ever repeated, not even a wrong one.
 */
final class BackendMapKind implements ValueKind<SortedMap<String, String>> {

  @Override
  public String expectation() {
    return "a mapping from names to single values";
  }

  @Override
  public boolean oneText() {
    return false;
  }

  @Override
  public Optional<SortedMap<String, String>> read(
      String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> scalar.text().isEmpty() ? Optional.of(none()) : wrong(key, scalar, mistakes),
        mapping -> entries(key, mapping, mistakes),
        sequence -> wrong(key, sequence, mistakes));
  }

  private static SortedMap<String, String> none() {
    return Collections.emptySortedMap();
  }

  private Optional<SortedMap<String, String>> wrong(
      String key, PositionedNode node, Mistakes mistakes) {
    mistakes.wrong(key, node.at(), "takes " + expectation() + "; is a space missing after a ':'?");
    return Optional.empty();
  }

  private static Optional<SortedMap<String, String>> entries(
      String key, PositionedNode.Mapping mapping, Mistakes mistakes) {
    SortedMap<String, String> values = new TreeMap<>();
    for (PositionedNode.Member member : mapping.members()) {
      text(key, member, mistakes).ifPresent(value -> values.put(member.key(), value));
    }
    return values.size() == mapping.members().size()
        ? Optional.of(Collections.unmodifiableSortedMap(values))
        : Optional.empty();
  }

  private static Optional<String> text(
      String key, PositionedNode.Member member, Mistakes mistakes) {
    String named = key + "." + member.key();
    if (!Shown.looksLikeKey(named)) {
      mistakes.wrong(named, member.at(), "stands here; is a space missing after a ':'?");
      return Optional.empty();
    }
    return member
        .value()
        .fold(
            scalar -> notEmpty(key, scalar.text(), member, mistakes),
            mapping -> severalValues(named, mapping, mistakes),
            sequence -> severalValues(named, sequence, mistakes));
  }

  /** What has no value may itself be one, as in {@code {password, secret}}: it is not named. */
  private static Optional<String> notEmpty(
      String key, String text, PositionedNode.Member member, Mistakes mistakes) {
    if (text.isEmpty()) {
      mistakes.wrong(key, member.at(), "has a name without a value here");
    }
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private static Optional<String> severalValues(
      String key, PositionedNode node, Mistakes mistakes) {
    mistakes.wrong(key, node.at(), "takes one value, not a list or a mapping");
    return Optional.empty();
  }
}
