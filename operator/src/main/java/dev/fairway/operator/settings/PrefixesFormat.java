package dev.fairway.operator.settings;

import dev.fairway.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of addresses and prefixes: in the file a list, elsewhere one text with commas. An empty
 * text is the empty list.
 */
record PrefixesFormat() implements SettingFormat.NodeFormat {

  @Override
  public String expectation() {
    return "a list of IP addresses and prefixes, or a text as in 192.0.2.1,fd00::/8";
  }

  @Override
  public @Nullable List<IpPrefix> read(String key, YamlNode node, SettingDiagnostics diagnostics) {
    return switch (node.kind()) {
      case SCALAR -> prefixes(key, split(node), diagnostics);
      case SEQUENCE ->
          prefixes(key, node.members().stream().map(YamlNode.Member::value).toList(), diagnostics);
      case MAPPING -> {
        diagnostics.wrong(key, node.at(), "is a mapping; it takes " + expectation());
        yield null;
      }
    };
  }

  /** The parts of a text with commas. */
  static List<YamlNode> split(YamlNode node) {
    return node.text().isEmpty()
        ? List.of()
        : Stream.of(node.text().split(",", -1))
            .map(part -> YamlNode.scalar(node.at(), part.strip()))
            .toList();
  }

  /** Every prefix is read, so that all that is wrong is reported. */
  private static @Nullable List<IpPrefix> prefixes(
      String key, List<YamlNode> nodes, SettingDiagnostics diagnostics) {
    List<IpPrefix> prefixes = new ArrayList<>();
    for (YamlNode node : nodes) {
      if (SettingFormat.ADDRESS_OR_PREFIX.read(key, node, diagnostics) instanceof IpPrefix prefix) {
        if (prefixes.contains(prefix)) {
          String sentence = SettingDiagnostics.quoted(node.text()) + " stands twice";
          diagnostics.wrong(key, node.at(), node.text(), sentence);
        } else {
          prefixes.add(prefix);
        }
      }
    }
    return prefixes.size() == nodes.size() ? List.copyOf(prefixes) : null;
  }
}
