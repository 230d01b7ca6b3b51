package dev.fairway.operator.settings;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a backend takes: a text by name. A list of texts becomes one text, {@code 100,200}, and so
 * does a mapping from texts to texts, {@code default=10,blue=20}, in the order written. Which of
 * them are secret is the backend's knowledge, so no value is ever repeated, not even a wrong one.
 */
final class BackendMapKind implements ValueKind<SortedMap<String, String>> {

  /** Brackets in such a value are its own: it is never taken for a list. */
  private static final Pattern SECRET =
      Pattern.compile("(password|secret|token|key)$", Pattern.CASE_INSENSITIVE);

  @Override
  public String expectation() {
    return "a mapping from names to values";
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
            mapping -> joined(named, mapping.at(), pairs(mapping), mistakes),
            sequence -> joined(named, sequence.at(), items(sequence), mistakes));
  }

  /** What has no value may itself be one, as in {@code {password, secret}}: it is not named. */
  private static Optional<String> notEmpty(
      String key, String text, PositionedNode.Member member, Mistakes mistakes) {
    if (text.isEmpty()) {
      mistakes.wrong(key, member.at(), "has a name without a value here");
    }
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private static List<Optional<String>> items(PositionedNode.Sequence sequence) {
    return sequence.items().stream().map(BackendMapKind::single).toList();
  }

  private static List<Optional<String>> pairs(PositionedNode.Mapping mapping) {
    return mapping.members().stream()
        .map(member -> single(member.value()).map(value -> member.key() + "=" + value))
        .map(pair -> pair.filter(text -> text.indexOf('=') == text.lastIndexOf('=')))
        .toList();
  }

  private static Optional<String> single(PositionedNode node) {
    return node.fold(
        scalar -> Optional.of(scalar.text()).filter(text -> !text.isEmpty()),
        mapping -> Optional.empty(),
        sequence -> Optional.empty());
  }

  /** A comma within one of them would make two of it. */
  private static Optional<String> joined(
      String key, FilePosition at, List<Optional<String>> texts, Mistakes mistakes) {
    boolean plain =
        texts.stream().allMatch(text -> text.filter(one -> !one.contains(",")).isPresent());
    boolean secret = SECRET.matcher(key).find();
    if (texts.isEmpty() || !plain || secret) {
      mistakes.wrong(
          key,
          at,
          secret
              ? "takes one value, not a list or a mapping; is it a text that needs quotes?"
              : "takes one value, or a list or a mapping of values without ',' and '='");
      return Optional.empty();
    }
    return Optional.of(texts.stream().flatMap(Optional::stream).collect(Collectors.joining(",")));
  }
}
