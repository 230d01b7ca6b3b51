package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.ScopeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of networks: in the file {@code {cidr, segment, site}} or {@code cidr@segment} each,
 * elsewhere one text as {@code 10.128.0.0/9@default,10.1.0.0/16}. An empty text is the empty list.
 *
 * @param keys the keys that a network may have
 */
record NetworksFormat(List<String> keys) implements SettingFormat.NodeFormat {

  @Override
  public String expectation() {
    return "a list of " + shape() + ", or a text as in 10.128.0.0/9@default,10.1.0.0/16";
  }

  private String shape() {
    return "{" + String.join(", ", keys) + "}";
  }

  @Override
  public @Nullable List<Network> read(String key, YamlNode node, SettingDiagnostics diagnostics) {
    return switch (node.kind()) {
      case SCALAR -> networks(key, PrefixesFormat.split(node), diagnostics);
      case SEQUENCE ->
          networks(key, node.members().stream().map(YamlNode.Member::value).toList(), diagnostics);
      case MAPPING -> {
        diagnostics.wrong(key, node.at(), "is a mapping; it takes " + expectation());
        yield null;
      }
    };
  }

  /** Every network is read, so that all that is wrong is reported. */
  private @Nullable List<Network> networks(
      String key, List<YamlNode> nodes, SettingDiagnostics diagnostics) {
    List<Network> networks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : nodes) {
      Network network = network(key, node, diagnostics);
      if (network != null) {
        String name = network.prefix() + "@" + network.segment();
        if (names.add(name)) {
          networks.add(network);
        } else {
          String sentence = SettingDiagnostics.quoted(name) + " stands twice";
          diagnostics.wrong(key, node.at(), name, sentence);
        }
      }
    }
    return networks.size() == nodes.size() ? List.copyOf(networks) : null;
  }

  private @Nullable Network network(String key, YamlNode node, SettingDiagnostics diagnostics) {
    return switch (node.kind()) {
      case SCALAR -> fromText(key, node, diagnostics);
      case MAPPING -> fromMapping(key, node, diagnostics);
      case SEQUENCE -> {
        diagnostics.wrong(key, node.at(), "has a list in its list; an item is " + shape());
        yield null;
      }
    };
  }

  private static @Nullable Network fromText(
      String key, YamlNode node, SettingDiagnostics diagnostics) {
    int at = node.text().indexOf('@');
    String cidr = at < 0 ? node.text() : node.text().substring(0, at);
    String segment = at < 0 ? Segment.DEFAULT.value() : node.text().substring(at + 1);
    return network(
        SettingFormat.PREFIX.read(key, YamlNode.scalar(node.at(), cidr), diagnostics),
        SettingFormat.NAME.read(key, YamlNode.scalar(node.at(), segment), diagnostics),
        Optional.empty());
  }

  private @Nullable Network fromMapping(String key, YamlNode node, SettingDiagnostics diagnostics) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("segment", Segment.DEFAULT.value());
    values.put("site", Optional.empty());
    boolean right = true;
    for (YamlNode.Member member : node.members()) {
      String named = key + "." + member.key();
      if (keys.contains(member.key())) {
        values.put(member.key(), format(member.key()).read(named, member.value(), diagnostics));
      } else {
        String hint = NearestWord.hint(member.key(), keys) + "; an item is " + shape();
        diagnostics.unknown(named, member.at(), hint);
        right = false;
      }
    }
    if (!values.containsKey("cidr")) {
      diagnostics.wrong(key, node.at(), "has an item without 'cidr'; an item is " + shape());
    }
    Network network = network(values.get("cidr"), values.get("segment"), values.get("site"));
    return right ? network : null;
  }

  private static SettingFormat format(String key) {
    return switch (key) {
      case "cidr" -> SettingFormat.PREFIX;
      case "segment" -> SettingFormat.NAME;
      default -> SettingFormat.SITE;
    };
  }

  private static @Nullable Network network(
      @Nullable Object prefix, @Nullable Object segment, @Nullable Object site) {
    return prefix instanceof IpPrefix cidr
            && segment instanceof String name
            && site instanceof Optional<?> known
        ? new Network(cidr, new Segment(name), known.map(SiteId.class::cast))
        : null;
  }

  /** The scope of the WAN: {@code fabric}, {@code any}, or the prefixes themselves. */
  static final class WanScopeFormat implements SettingFormat.NodeFormat {

    private static final NetworksFormat PREFIXES = new NetworksFormat(List.of("cidr", "segment"));

    @Override
    public String expectation() {
      return "one of fabric, any, or " + PREFIXES.expectation();
    }

    @Override
    public @Nullable ScopeSource read(String key, YamlNode node, SettingDiagnostics diagnostics) {
      String text = node.text();
      if (text.equals("fabric")) {
        return ScopeSource.fabric();
      }
      if (text.equals("any")) {
        return ScopeSource.any();
      }
      if (node.kind() == YamlNode.Kind.SCALAR && !text.contains("/") && !text.contains(",")) {
        SettingFormat.notOneOf(List.of("any", "fabric"), expectation(), key, node, diagnostics);
        return null;
      }
      List<Network> networks = PREFIXES.read(key, node, diagnostics);
      if (networks != null && networks.isEmpty()) {
        diagnostics.wrong(key, node.at(), "is an empty list; it takes " + expectation());
        return null;
      }
      return networks == null ? null : ScopeSource.listed(bySegment(networks));
    }

    private static SortedMap<Segment, DualStackPrefixSet> bySegment(List<Network> networks) {
      return networks.stream()
          .collect(
              Collectors.groupingBy(
                  Network::segment,
                  TreeMap::new,
                  Collectors.collectingAndThen(
                      Collectors.mapping(Network::prefix, Collectors.toList()),
                      DualStackPrefixSet::of)));
    }
  }
}
