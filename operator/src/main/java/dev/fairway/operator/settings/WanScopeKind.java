package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.runtime.ScopeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code fabric}, {@code any}, or the prefixes themselves. */
final class WanScopeKind implements ValueKind<ScopeSource> {

  private static final NetworkListKind PREFIXES = new NetworkListKind(NetworkItem.WITHOUT_SITE);

  @Override
  public String expectation() {
    return "one of fabric, any, or " + PREFIXES.expectation();
  }

  @Override
  public Optional<ScopeSource> read(String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> fromText(key, scalar, mistakes),
        mapping -> declared(key, mapping, mistakes),
        sequence -> declared(key, sequence, mistakes));
  }

  private Optional<ScopeSource> fromText(
      String key, PositionedNode.Scalar scalar, Mistakes mistakes) {
    String text = scalar.text();
    return switch (text) {
      case "fabric" -> Optional.of(ScopeSource.fabric());
      case "any" -> Optional.of(ScopeSource.any());
      default ->
          text.contains("/") || text.contains(",")
              ? declared(key, scalar, mistakes)
              : neitherWordNorList(key, scalar, mistakes);
    };
  }

  private Optional<ScopeSource> neitherWordNorList(
      String key, PositionedNode.Scalar scalar, Mistakes mistakes) {
    String text = scalar.text();
    String hint = NearestWord.hint(text, List.of("any", "fabric"));
    String sentence =
        text.isEmpty()
            ? "has no value; it takes " + expectation()
            : Shown.quoted(text) + " is not " + expectation() + hint;
    mistakes.wrong(key, scalar.at(), text, sentence);
    return Optional.empty();
  }

  private Optional<ScopeSource> declared(String key, PositionedNode node, Mistakes mistakes) {
    Optional<List<Network>> networks = PREFIXES.read(key, node, mistakes);
    if (networks.isPresent() && networks.get().isEmpty()) {
      mistakes.wrong(key, node.at(), "is an empty list; it takes " + expectation());
      return Optional.empty();
    }
    return networks.map(list -> ScopeSource.listed(bySegment(list)));
  }

  private static SortedMap<Segment, DualStackPrefixSet> bySegment(List<Network> networks) {
    SortedMap<Segment, List<IpPrefix>> prefixes = new TreeMap<>();
    for (Network network : networks) {
      prefixes
          .computeIfAbsent(network.segment(), absent -> new ArrayList<>())
          .add(network.prefix());
    }
    SortedMap<Segment, DualStackPrefixSet> sets = new TreeMap<>();
    prefixes.forEach((segment, list) -> sets.put(segment, DualStackPrefixSet.of(list)));
    return sets;
  }
}
