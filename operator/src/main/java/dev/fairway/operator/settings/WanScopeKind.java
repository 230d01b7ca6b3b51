package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSets;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code fabric}, {@code any}, or the prefixes themselves. */
final class WanScopeKind implements ValueKind<WanScopeSetting> {

  private static final NetworkListKind PREFIXES = new NetworkListKind(NetworkItem.WITHOUT_SITE);

  @Override
  public String expectation() {
    return "one of fabric, any, or " + PREFIXES.expectation();
  }

  @Override
  public Optional<WanScopeSetting> read(String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> fromText(key, scalar, mistakes),
        mapping -> declared(key, mapping, mistakes),
        sequence -> declared(key, sequence, mistakes));
  }

  private Optional<WanScopeSetting> fromText(
      String key, PositionedNode.Scalar scalar, Mistakes mistakes) {
    String text = scalar.text();
    return switch (text) {
      case "fabric" -> Optional.of(new WanScopeSetting.FromFabric());
      case "any" -> Optional.of(new WanScopeSetting.Unbounded());
      default ->
          text.contains("/") || text.contains(",")
              ? declared(key, scalar, mistakes)
              : neitherWordNorList(key, scalar, mistakes);
    };
  }

  private Optional<WanScopeSetting> neitherWordNorList(
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

  private Optional<WanScopeSetting> declared(String key, PositionedNode node, Mistakes mistakes) {
    Optional<List<Network>> networks = PREFIXES.read(key, node, mistakes);
    if (networks.isPresent() && networks.get().isEmpty()) {
      mistakes.wrong(key, node.at(), "is an empty list; it takes " + expectation());
      return Optional.empty();
    }
    return networks.map(list -> new WanScopeSetting.Declared(bySegment(list)));
  }

  private static SortedMap<Segment, PrefixSets> bySegment(List<Network> networks) {
    SortedMap<Segment, List<IpPrefix>> prefixes = new TreeMap<>();
    for (Network network : networks) {
      prefixes
          .computeIfAbsent(network.segment(), absent -> new ArrayList<>())
          .add(network.prefix());
    }
    SortedMap<Segment, PrefixSets> sets = new TreeMap<>();
    prefixes.forEach((segment, list) -> sets.put(segment, PrefixSets.of(list)));
    return sets;
  }
}
