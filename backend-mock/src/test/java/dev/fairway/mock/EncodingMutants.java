package dev.fairway.mock;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Backends that each break one law, as somebody would who was in a hurry: what they do is right as
 * long as the case is simple.
 */
final class EncodingMutants {

  private static final int PAGE = 100;

  private EncodingMutants() {}

  /** L1: a rule is installed at every site, whatever its scope. */
  static SdwanBackend installsEverywhere(SdwanBackend lawful, MockFabric fabric) {
    SortedSet<SiteId> everywhere = fabric.inventory().siteIds();
    return each(lawful, fabric, rule -> rule.withSites(everywhere));
  }

  /** L1: asks for one page of rules, and takes it for all of them. */
  static SdwanBackend readsOnePage(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy all = lawful.observe(wan, call);
        List<PathRule> page = all.mine().stream().limit(PAGE).toList();
        return new ObservedPolicy(page, all.otherOwners(), all.foreign(), all.revision());
      }
    };
  }

  /** L8: knows two protocols, and writes every other for the second. */
  static SdwanBackend takesUdpForTcp(SdwanBackend lawful, MockFabric fabric) {
    return each(
        lawful,
        fabric,
        rule ->
            rule.protocol().filter(IpProtocol.UDP::equals).isPresent()
                ? rule.withMatch(rule.match().toBuilder().protocol(IpProtocol.TCP).build())
                : rule);
  }

  /** L8: writes the first port of a list or range. */
  static SdwanBackend writesOnePort(SdwanBackend lawful, MockFabric fabric) {
    return each(
        lawful,
        fabric,
        rule -> {
          TrafficMatch.Builder match = rule.match().toBuilder();
          rule.match()
              .destinationPorts()
              .ifPresent(ports -> match.destinationPorts(PortSet.of(ports.first())));
          return rule.withMatch(match.build());
        });
  }

  /** L8: rounds a prefix to whole bytes. */
  static SdwanBackend roundsPrefixes(SdwanBackend lawful, MockFabric fabric) {
    return each(
        lawful,
        fabric,
        rule -> {
          TrafficMatch.Builder match = rule.match().toBuilder();
          rule.match().destination().map(EncodingMutants::rounded).ifPresent(match::destination);
          return rule.withMatch(match.build());
        });
  }

  private static PrefixSet rounded(PrefixSet set) {
    return PrefixSet.of(set.prefixes().stream().map(EncodingMutants::rounded).toList());
  }

  private static IpPrefix rounded(IpPrefix prefix) {
    if (!(prefix instanceof Ipv4Prefix v4)) {
      return prefix;
    }
    int length = v4.length() / 8 * 8;
    return length == 0 ? v4 : new Ipv4Prefix(v4.bits() & -1 << (32 - length), length);
  }

  /** L8: has one table for all segments. */
  static SdwanBackend mixesSegments(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        List<PathRule> mixed = new ArrayList<>(rules);
        for (PathRule rule : rules) {
          mixed.add(
              new PathRule(
                  RuleId.ofKey("elsewhere " + rule.id()),
                  rule.owner(),
                  new Scope(new Segment("elsewhere"), rule.scope().sites()),
                  rule.direction(),
                  rule.peers(),
                  rule.match(),
                  rule.treatment()));
        }
        return mixed;
      }
    };
  }

  /** L10: numbers rules in their order, and sorts the numbers as text. */
  static SdwanBackend sortsNumbersAsText(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream()
            .sorted(Comparator.comparing(rule -> Integer.toString(10 * rules.indexOf(rule) + 1)))
            .toList();
      }
    };
  }

  /** L16: an owner's rules are those whose owner begins with its name. */
  static SdwanBackend takesOwnersByTheirBeginning(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        for (OwnerId owner : fabric.owners()) {
          String name = owner.value();
          if (name.startsWith(plan.owner().value()) && !owner.equals(plan.owner())) {
            fabric.editOutOfBand(owner, rules -> List.of());
          }
        }
        return lawful.apply(plan, wan, call);
      }
    };
  }

  /** L16: lifts everybody's rules out, and puts them back when its own are there. */
  static SdwanBackend liftsOthersMeanwhile(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        List<PathRule> lifted = new ArrayList<>();
        for (OwnerId owner : fabric.owners()) {
          if (!owner.equals(plan.owner())) {
            lifted.addAll(fabric.rules(owner));
            fabric.editOutOfBand(owner, rules -> List.of());
          }
        }
        try {
          return lawful.apply(plan, wan, call);
        } finally {
          lifted.stream()
              .map(PathRule::owner)
              .distinct()
              .forEach(
                  owner ->
                      fabric.editOutOfBand(
                          owner,
                          rules ->
                              lifted.stream().filter(rule -> rule.owner().equals(owner)).toList()));
        }
      }
    };
  }

  private static SdwanBackend each(
      SdwanBackend lawful, MockFabric fabric, Function<PathRule, PathRule> change) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream().map(change).toList();
      }
    };
  }

  /** L1: which side a rule's service is on is guessed from the match. */
  static SdwanBackend guessesTheDirection(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        List<PathRule> guessed = seen.mine().stream().map(this::guessed).toList();
        return new ObservedPolicy(guessed, seen.otherOwners(), seen.foreign(), seen.revision());
      }

      private PathRule guessed(PathRule rule) {
        return new PathRule(
            rule.id(),
            rule.owner(),
            rule.scope(),
            Direction.impliedBy(rule.match()),
            rule.peers(),
            rule.match(),
            rule.treatment());
      }
    };
  }
}
