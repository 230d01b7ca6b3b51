package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * One network of a list: {@code {cidr, segment, site}} or {@code cidr@segment}.
 *
 * @param keys the keys that it may have
 */
record NetworkItem(List<String> keys) {

  /** A network that may lie at one site. */
  static final NetworkItem WITH_SITE = new NetworkItem(List.of("cidr", "segment", "site"));

  /** A network of no place in particular. */
  static final NetworkItem WITHOUT_SITE = new NetworkItem(List.of("cidr", "segment"));

  private static final ScalarKind<String> SEGMENT = ValueKinds.NAME;
  private static final ScalarKind<Optional<SiteId>> SITE = ValueKinds.SITE.orNone();

  /** {@code {cidr, segment, site}}. */
  String shape() {
    return "{" + String.join(", ", keys) + "}";
  }

  /** The network; empty where something about it is wrong, which is reported. */
  Optional<Network> read(String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> fromText(key, scalar, mistakes),
        mapping -> fromMapping(key, mapping, mistakes),
        sequence -> {
          mistakes.wrong(key, sequence.at(), "has a list in its list; an item is " + shape());
          return Optional.empty();
        });
  }

  private static Optional<Network> fromText(
      String key, PositionedNode.Scalar scalar, Mistakes mistakes) {
    int at = scalar.text().indexOf('@');
    String cidr = at < 0 ? scalar.text() : scalar.text().substring(0, at);
    String segment = at < 0 ? Segment.DEFAULT.value() : scalar.text().substring(at + 1);
    Optional<IpPrefix> prefix =
        ValueKinds.PREFIX.read(key, new PositionedNode.Scalar(scalar.at(), cidr), mistakes);
    Optional<Segment> named =
        SEGMENT
            .read(key, new PositionedNode.Scalar(scalar.at(), segment), mistakes)
            .map(Segment::new);
    return network(prefix, named, Optional.of(Optional.empty()));
  }

  private Optional<Network> fromMapping(
      String key, PositionedNode.Mapping mapping, Mistakes mistakes) {
    Optional<IpPrefix> prefix =
        mapping
            .valueOf("cidr")
            .map(node -> ValueKinds.PREFIX.read(key + ".cidr", node, mistakes))
            .orElseGet(() -> withoutCidr(key, mapping, mistakes));
    Optional<Segment> segment =
        mapping
            .valueOf("segment")
            .map(node -> SEGMENT.read(key + ".segment", node, mistakes).map(Segment::new))
            .orElse(Optional.of(Segment.DEFAULT));
    Optional<Optional<SiteId>> site =
        mapping
            .valueOf("site")
            .filter(node -> keys.contains("site"))
            .map(node -> SITE.read(key + ".site", node, mistakes))
            .orElse(Optional.of(Optional.empty()));
    return nothingElse(key, mapping, mistakes) ? network(prefix, segment, site) : Optional.empty();
  }

  private Optional<IpPrefix> withoutCidr(
      String key, PositionedNode.Mapping mapping, Mistakes mistakes) {
    mistakes.wrong(key, mapping.at(), "has an item without 'cidr'; an item is " + shape());
    return Optional.empty();
  }

  private boolean nothingElse(String key, PositionedNode.Mapping mapping, Mistakes mistakes) {
    boolean nothing = true;
    for (PositionedNode.Member member : mapping.members()) {
      if (!keys.contains(member.key())) {
        String hint = NearestWord.hint(member.key(), keys) + "; an item is " + shape();
        mistakes.unknown(key + "." + member.key(), member.at(), hint);
        nothing = false;
      }
    }
    return nothing;
  }

  private static Optional<Network> network(
      Optional<IpPrefix> prefix, Optional<Segment> segment, Optional<Optional<SiteId>> site) {
    return prefix.isPresent() && segment.isPresent() && site.isPresent()
        ? Optional.of(new Network(prefix.get(), segment.get(), site.get()))
        : Optional.empty();
  }
}
