package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.DataIpv6PrefixList;
import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.PolicyList.Ipv6PrefixEntry;
import dev.fairway.catalyst.wire.PolicyList.PreferredColorGroupList;
import dev.fairway.catalyst.wire.PolicyList.PrefixEntry;
import dev.fairway.catalyst.wire.PolicyList.Tier;
import dev.fairway.catalyst.wire.PolicyList.Tiers;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The codec of the lists that a rule's sequence refers to: prefixes and colour groups. */
final class RuleLists {

  private RuleLists() {}

  /** Source, destination, colours, as far as the rule needs them. */
  static List<PolicyList> of(PathRule rule, TlocColors colors) {
    List<PolicyList> lists = new ArrayList<>();
    rule.match()
        .source()
        .map(set -> prefixes(rule, CatalystNames.sourceList(rule.owner(), rule.id()), set))
        .ifPresent(lists::add);
    rule.match()
        .destination()
        .map(set -> prefixes(rule, CatalystNames.destinationList(rule.owner(), rule.id()), set))
        .ifPresent(lists::add);
    rule.treatment()
        .steer()
        .filter(steer -> steer.preference().size() > 1)
        .map(steer -> colors(rule, steer, colors))
        .ifPresent(lists::add);
    return List.copyOf(lists);
  }

  private static PolicyList prefixes(PathRule rule, String name, PrefixSet set) {
    String description = OwnerTag.of(rule.owner(), set.toString()).text();
    Stream<String> texts = set.prefixes().stream().map(IpPrefix::toString);
    return set.family() == IpFamily.IPV4
        ? new DataPrefixList(name, description, texts.map(PrefixEntry::new).toList())
        : new DataIpv6PrefixList(name, description, texts.map(Ipv6PrefixEntry::new).toList());
  }

  private static PolicyList colors(PathRule rule, Steer steer, TlocColors colors) {
    List<Tier> tiers = new ArrayList<>();
    for (Transport transport : steer.preference()) {
      tiers.add(new Tier(colors.color(transport), PreferredColorGroupList.ALL_PATHS));
    }
    return new PreferredColorGroupList(
        CatalystNames.colorGroup(rule.owner(), rule.id()),
        OwnerTag.of(rule.owner(), steer.preference().toString()).text(),
        List.of(new Tiers(tiers)));
  }

  /** The addresses in a list of either family; empty where it is no such list or is unreadable. */
  static Optional<PrefixSet> prefixes(PolicyList list) {
    if (list instanceof DataPrefixList ipv4) {
      return prefixes(IpFamily.IPV4, ipv4.entries().stream().map(PrefixEntry::ipPrefix).toList());
    }
    if (list instanceof DataIpv6PrefixList ipv6) {
      return prefixes(
          IpFamily.IPV6, ipv6.entries().stream().map(Ipv6PrefixEntry::ipv6Prefix).toList());
    }
    return Optional.empty();
  }

  private static Optional<PrefixSet> prefixes(IpFamily family, List<String> texts) {
    List<IpPrefix> prefixes =
        texts.stream().flatMap(text -> IpPrefix.tryParse(text).stream()).toList();
    boolean readable =
        prefixes.size() == texts.size()
            && prefixes.stream().allMatch(prefix -> prefix.family() == family);
    return readable ? Optional.of(PrefixSet.of(family, prefixes)) : Optional.empty();
  }

  /** The order of preference in a list; empty where it is none that Fairway would write. */
  static Optional<List<Transport>> preference(PolicyList list) {
    if (!(list instanceof PreferredColorGroupList group) || group.entries().size() != 1) {
      return Optional.empty();
    }
    List<Transport> preference = new ArrayList<>();
    for (Tier tier : group.entries().get(0).used()) {
      if (!TlocColors.isColor(tier.colorPreference())
          || !tier.pathPreference().equals(PreferredColorGroupList.ALL_PATHS)) {
        return Optional.empty();
      }
      preference.add(new Transport(tier.colorPreference()));
    }
    return Optional.of(preference);
  }
}
