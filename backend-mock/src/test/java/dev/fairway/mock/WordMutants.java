package dev.fairway.mock;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Backends that are wrong about one thing that a rule does beside steering, or about its peers.
 * Where they spoil what is in force, they go on showing what was asked for.
 */
final class WordMutants {

  /** The bits of a class selector (RFC 2474), without the drop precedence of RFC 2597. */
  private static final int CLASS_BITS = 0x38;

  private WordMutants() {}

  /** Packets to a service are dropped, and those from it go on. */
  static SdwanBackend dropsOneDirectionOnly(SdwanBackend lawful, MockFabric fabric) {
    return inForce(
        lawful,
        fabric,
        rule ->
            rule.treatment().drops() && rule.direction() == Direction.FROM_SERVICE
                ? Optional.empty()
                : Optional.of(rule));
  }

  /** A rule that drops is taken for one that has nothing to do. */
  static SdwanBackend passesWhatItShouldDrop(SdwanBackend lawful, MockFabric fabric) {
    return inForce(
        lawful, fabric, rule -> rule.treatment().drops() ? Optional.empty() : Optional.of(rule));
  }

  /** A rule for some peers is in force for all. */
  static SdwanBackend ignoresThePeers(SdwanBackend lawful, MockFabric fabric) {
    return inForce(
        lawful, fabric, rule -> Optional.of(rule.peers().isPresent() ? forAllPeers(rule) : rule));
  }

  private static PathRule forAllPeers(PathRule rule) {
    TrafficMatch match = rule.match();
    boolean towards = rule.direction() == Direction.TO_SERVICE;
    TrafficMatch wider =
        new TrafficMatch(
            match.family(),
            towards ? Optional.empty() : match.source(),
            towards ? match.destination() : Optional.empty(),
            match.protocol(),
            match.sourcePorts(),
            match.destinationPorts());
    return with(rule, Optional.empty(), wider);
  }

  private static PathRule with(PathRule rule, Optional<PeerSet> peers, TrafficMatch match) {
    return new PathRule(
        rule.id(), rule.owner(), rule.scope(), rule.direction(), peers, match, rule.treatment());
  }

  /** What is read back does not say which peers a rule is for. */
  static SdwanBackend losesThePeers(SdwanBackend lawful, MockFabric fabric) {
    return observed(lawful, fabric, rule -> with(rule, Optional.empty(), rule.match()));
  }

  /** What is read back says the sites of the peers, and not those of the service. */
  static SdwanBackend losesTheSitesOfTheService(SdwanBackend lawful, MockFabric fabric) {
    return observed(
        lawful,
        fabric,
        rule ->
            with(
                rule,
                rule.peers()
                    .filter(peers -> peers.kind() != PeerSet.Kind.ANY)
                    .map(peers -> new PeerSet(peers.kind(), peers.sites(), new TreeSet<>())),
                rule.match()));
  }

  /** Of rules that differ in their peers alone, the first is written. */
  static SdwanBackend mergesRulesOfOtherPeers(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        Set<String> written = new HashSet<>();
        return rules.stream().filter(rule -> written.add(withoutPeers(rule))).toList();
      }

      private String withoutPeers(PathRule rule) {
        return rule.scope()
            + rule.direction().text()
            + rule.serviceAddresses()
            + rule.servicePorts()
            + rule.treatment();
      }
    };
  }

  /** Of rules that differ in their mark alone, the first is written. */
  static SdwanBackend mergesRulesOfOtherMarks(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        Set<String> written = new HashSet<>();
        List<PathRule> after =
            plan.after().stream().filter(rule -> written.add(withoutMark(rule))).toList();
        return after.equals(plan.after())
            ? lawful.apply(plan, wan, call)
            : completed(plan, lawful.apply(planned(plan, after), wan, call));
      }

      private String withoutMark(PathRule rule) {
        boolean marks = rule.treatment().kind() == Treatment.Kind.MARK;
        return marks ? rule.scope() + rule.match().toString() : rule.id().value();
      }
    };
  }

  /** No packet is marked. */
  static SdwanBackend losesTheMark(SdwanBackend lawful, MockFabric fabric) {
    return treating(lawful, fabric, (rule, parts) -> parts.dscp = Optional.empty());
  }

  /** Zero is taken for no mark at all. */
  static SdwanBackend takesMarkZeroForNone(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful, fabric, (rule, parts) -> parts.dscp = parts.dscp.filter(mark -> mark.value() != 0));
  }

  /** A mark is rounded to its class. */
  static SdwanBackend roundsTheMarkToItsClass(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful,
        fabric,
        (rule, parts) -> parts.dscp = parts.dscp.map(mark -> new Dscp(mark.value() & CLASS_BITS)));
  }

  /** A rule that marks does not steer. */
  static SdwanBackend marksInsteadOfSteering(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful,
        fabric,
        (rule, parts) -> parts.steer = parts.dscp.isPresent() ? Optional.empty() : parts.steer);
  }

  /** While no wanted transport is up, packets take any path, encrypted or not. */
  static SdwanBackend fallsBackInTheClear(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful,
        fabric,
        (rule, parts) ->
            parts.encryption &=
                parts.steer.filter(steer -> steer.fallback() == Fallback.ANY).isEmpty());
  }

  /** Encryption alone, without transports, is thought to be what the fabric does anyway. */
  static SdwanBackend claimsEncryptionAndIgnoresIt(SdwanBackend lawful, MockFabric fabric) {
    return treating(lawful, fabric, (rule, parts) -> parts.encryption = false);
  }

  /** Requests go through the function, and replies do not. */
  static SdwanBackend inspectsRequestsOnly(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful,
        fabric,
        (rule, parts) ->
            parts.inspect = parts.inspect.filter(name -> rule.direction() == Direction.TO_SERVICE));
  }

  /** A rule that names a function and transports is written with the transports. */
  static SdwanBackend forgetsTheFunctionBesideATunnel(SdwanBackend lawful, MockFabric fabric) {
    return treating(
        lawful,
        fabric,
        (rule, parts) -> parts.inspect = parts.inspect.filter(name -> parts.steer.isEmpty()));
  }

  /** Knows one function, and sends everything through it. */
  static SdwanBackend usesTheFirstFunctionForAll(SdwanBackend lawful, MockFabric fabric) {
    String first = fabric.inventory().functions().get(0).name();
    return treating(lawful, fabric, (rule, parts) -> parts.inspect = parts.inspect.map(n -> first));
  }

  /** Writes another function where the one that a rule names is not there. */
  static SdwanBackend replacesAnUnknownFunction(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        List<PathRule> known = new ArrayList<>();
        for (PathRule rule : plan.after()) {
          boolean unknown =
              rule.treatment()
                  .inspect()
                  .filter(name -> wan.inventory().function(name).isEmpty())
                  .isPresent();
          known.add(unknown ? treated(rule, this::throughTheFirst).orElse(rule) : rule);
        }
        return known.equals(plan.after())
            ? lawful.apply(plan, wan, call)
            : completed(plan, lawful.apply(planned(plan, known), wan, call));
      }

      private void throughTheFirst(PathRule rule, Parts parts) {
        parts.inspect = Optional.of(fabric.inventory().functions().get(0).name());
      }
    };
  }

  /** Claims functions, and does not say which there are. */
  static SdwanBackend hidesItsFunctions(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public WanSnapshot inventory(CallContext call) {
        WanSnapshot reading = lawful.inventory(call);
        WanInventory told = reading.inventory();
        WanInventory without =
            new WanInventory(told.sites(), told.networks(), told.tunnels(), told.routed());
        return new WanSnapshot(without, reading.profile(), reading.age(), reading.diagnostics());
      }
    };
  }

  /** Says that it has everything, and refuses what it lacks. */
  static SdwanBackend claimsWhatItLacks(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public WanSnapshot inventory(CallContext call) {
        WanSnapshot reading = lawful.inventory(call);
        TargetProfile everything = TargetProfile.unlimited(reading.profile().commit());
        return new WanSnapshot(
            reading.inventory(), everything, reading.age(), reading.diagnostics());
      }
    };
  }

  /** Says what it lacks, and writes it all the same. */
  static SdwanBackend acceptsWhatItLacks(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        TargetProfile claimed = lawful.inventory(call).profile();
        TargetProfile everything =
            new TargetProfile(
                TargetProfile.unlimited(claimed.commit()).features(),
                claimed.commit(),
                claimed.limits());
        try (SdwanBackend careless = fabric.backend(plan.owner(), everything)) {
          return careless.apply(plan, wan, call);
        }
      }
    };
  }

  /** Writes what it can of a rule, and leaves out the mark that it lacks. */
  static SdwanBackend leavesOutTheMarkThatItLacks(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        TargetProfile claimed = lawful.inventory(call).profile();
        List<PathRule> rest = new ArrayList<>();
        for (PathRule rule : plan.after()) {
          boolean marked = rule.treatment().dscp().isPresent();
          boolean lacking = !claimed.has(Feature.MARK);
          rest.add(marked && lacking ? treated(rule, WordMutants::unmarked).orElse(rule) : rule);
        }
        return rest.equals(plan.after())
            ? lawful.apply(plan, wan, call)
            : completed(plan, lawful.apply(planned(plan, rest), wan, call));
      }
    };
  }

  private static void unmarked(PathRule rule, Parts parts) {
    parts.dscp = Optional.empty();
  }

  /** Of rules for the same packets the one that drops comes first, whatever their order. */
  static SdwanBackend putsDropsFirst(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream()
            .sorted(Comparator.comparing(rule -> !rule.treatment().drops()))
            .toList();
      }
    };
  }

  /** Rules that mark come in a table of their own, behind the others. */
  static SdwanBackend putsMarksLast(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream()
            .sorted(Comparator.comparing(rule -> rule.treatment().kind() == Treatment.Kind.MARK))
            .toList();
      }
    };
  }

  /** The parts of a treatment, to be spoilt. */
  private static final class Parts {
    Optional<Steer> steer;
    boolean encryption;
    Optional<String> inspect;
    Optional<Dscp> dscp;

    Parts(Treatment whole) {
      steer = whole.steer();
      encryption = whole.requiresEncryption();
      inspect = whole.inspect();
      dscp = whole.dscp();
    }

    Treatment.Builder toBuilder() {
      Treatment.Builder builder = Treatment.builder();
      steer.ifPresent(builder::steer);
      inspect.ifPresent(builder::inspect);
      dscp.ifPresent(builder::dscp);
      return encryption ? builder.encryption() : builder;
    }
  }

  /** What spoils the parts of a rule's treatment. */
  private interface Spoiling {
    void spoil(PathRule rule, Parts parts);
  }

  /** The rule with what is left of its treatment; empty where that is nothing. */
  private static Optional<PathRule> treated(PathRule rule, Spoiling spoiling) {
    if (rule.treatment().drops()) {
      return Optional.of(rule);
    }
    Parts parts = new Parts(rule.treatment());
    spoiling.spoil(rule, parts);
    Treatment.Builder left = parts.toBuilder();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PathRule(
                rule.id(),
                rule.owner(),
                rule.scope(),
                rule.direction(),
                rule.peers(),
                rule.match(),
                left.build()));
  }

  private static SdwanBackend treating(SdwanBackend lawful, MockFabric fabric, Spoiling spoiling) {
    return inForce(lawful, fabric, rule -> treated(rule, spoiling));
  }

  private static SdwanBackend inForce(
      SdwanBackend lawful, MockFabric fabric, Function<PathRule, Optional<PathRule>> change) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream().flatMap(rule -> change.apply(rule).stream()).toList();
      }
    };
  }

  private static SdwanBackend observed(
      SdwanBackend lawful, MockFabric fabric, UnaryOperator<PathRule> change) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
        ObservedPolicy seen = lawful.observe(wan, call);
        return new ObservedPolicy(
            seen.mine().stream().map(change).toList(),
            seen.otherOwners(),
            seen.foreign(),
            seen.revision());
      }
    };
  }
}
