package dev.fairway.operator.settings;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a backend: a text by name. A list of texts becomes one text, {@code 100,200}, and
 * so does a mapping from texts to texts, {@code default=10,blue=20}, in the order written. Which of
 * them are secret is the backend's knowledge, so no value is ever repeated, not even a wrong one.
 */
final class BackendSettingsFormat implements SettingFormat.NodeFormat {

  /** Brackets in such a value are its own: it is never taken for a list. */
  private static final Pattern SECRET =
      Pattern.compile("(password|secret|token|key)$", Pattern.CASE_INSENSITIVE);

  @Override
  public String expectation() {
    return "a mapping from names to values";
  }

  @Override
  public @Nullable SortedMap<String, String> read(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    if (node.kind() != YamlNode.Kind.MAPPING && !node.isEmptyScalar()) {
      diagnostics.wrong(
          key, node.at(), "takes " + expectation() + "; is a space missing after a ':'?");
      return null;
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (YamlNode.Member member : node.members()) {
      String value = value(key, member, diagnostics);
      if (value != null) {
        values.put(member.key(), value);
      }
    }
    return values.size() == node.members().size()
        ? Collections.unmodifiableSortedMap(values)
        : null;
  }

  private static @Nullable String value(
      String key, YamlNode.Member member, SettingDiagnostics diagnostics) {
    String named = key + "." + member.key();
    YamlNode node = member.value();
    if (!SettingDiagnostics.isKey(named)) {
      diagnostics.wrong(named, member.at(), "stands here; is a space missing after a ':'?");
      return null;
    }
    if (node.isEmptyScalar()) {
      // What has no value may itself be one, as in {password, secret}: it is not named.
      diagnostics.wrong(key, member.at(), "has a name without a value here");
      return null;
    }
    return node.kind() == YamlNode.Kind.SCALAR ? node.text() : joined(named, node, diagnostics);
  }

  private static @Nullable String joined(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    boolean mapping = node.kind() == YamlNode.Kind.MAPPING;
    boolean scalars =
        node.members().stream()
            .map(YamlNode.Member::value)
            .allMatch(value -> value.kind() == YamlNode.Kind.SCALAR && !value.text().isEmpty());
    List<String> texts =
        node.members().stream()
            .map(item -> (mapping ? item.key() + "=" : "") + item.value().text())
            .toList();
    // A separator within one of them would make two of it.
    boolean separable =
        texts.stream().noneMatch(text -> text.contains(","))
            && (!mapping
                || texts.stream().allMatch(text -> text.indexOf('=') == text.lastIndexOf('=')));
    boolean secret = SECRET.matcher(key).find();
    if (secret || !scalars || !separable || texts.isEmpty()) {
      diagnostics.wrong(
          key,
          node.at(),
          secret
              ? "takes one value, not a list or a mapping; is it a text that needs quotes?"
              : "takes one value, or a list or a mapping of values without ',' and '='");
      return null;
    }
    return String.join(",", texts);
  }
}
