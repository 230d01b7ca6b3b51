package dev.fairway.operator.settings;

import dev.fairway.core.wan.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Networks: in the file a list, elsewhere one text as {@code 10.128.0.0/9@default,10.1.0.0/16}. An
 * empty text is the empty list.
 */
final class NetworkListKind implements ValueKind<List<Network>> {

  private final NetworkItem item;

  NetworkListKind(NetworkItem item) {
    this.item = item;
  }

  @Override
  public String expectation() {
    return "a list of " + item.shape() + ", or a text as in 10.128.0.0/9@default,10.1.0.0/16";
  }

  @Override
  public Optional<List<Network>> read(String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> items(key, split(scalar), mistakes),
        mapping -> {
          mistakes.wrong(key, mapping.at(), "is a mapping; it takes " + expectation());
          return Optional.empty();
        },
        sequence -> items(key, sequence.items(), mistakes));
  }

  private static List<PositionedNode> split(PositionedNode.Scalar scalar) {
    List<PositionedNode> parts = new ArrayList<>();
    if (!scalar.text().isEmpty()) {
      for (String part : scalar.text().split(",", -1)) {
        parts.add(new PositionedNode.Scalar(scalar.at(), part.strip()));
      }
    }
    return parts;
  }

  /** Every item is read, so that every mistake is found. */
  private Optional<List<Network>> items(String key, List<PositionedNode> nodes, Mistakes mistakes) {
    List<Network> networks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean right = true;
    for (PositionedNode node : nodes) {
      Optional<Network> network = item.read(key, node, mistakes);
      network.ifPresent(networks::add);
      String name = network.map(known -> known.prefix() + "@" + known.segment()).orElse("");
      if (network.isPresent() && !seen.add(name)) {
        mistakes.wrong(key, node.at(), name, Shown.quoted(name) + " stands twice");
        right = false;
      }
      right &= network.isPresent();
    }
    return right ? Optional.of(List.copyOf(networks)) : Optional.empty();
  }
}
