package dev.fairway.core.policy;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The features that a rule, or a part of one, requires of its target. */
public final class RequiredFeatures {

  private RequiredFeatures() {}

  /** What the rule needs, in the order of the enum. */
  public static Set<Feature> of(PathRule rule) {
    EnumSet<Feature> needs = EnumSet.noneOf(Feature.class);
    needs.addAll(of(rule.treatment()));
    needs.addAll(ofService(rule.match().protocol()));
    if (rule.match().family() == IpFamily.IPV6) {
      needs.add(Feature.IPV6);
    }
    if (rule.peers().isPresent()) {
      needs.add(Feature.PEER_SETS);
    }
    if (rule.match().source().isPresent()) {
      needs.add(Feature.SOURCE_MATCH);
      if (rule.match().destination().isPresent()) {
        needs.add(Feature.SOURCE_AND_DESTINATION_MATCH);
      }
    }
    return Collections.unmodifiableSet(needs);
  }

  /** What the treatment needs. */
  public static Set<Feature> of(Treatment treatment) {
    EnumSet<Feature> needs = EnumSet.noneOf(Feature.class);
    treatment
        .steer()
        .ifPresent(
            steer -> {
              boolean strict = steer.fallback() == Fallback.NONE;
              boolean ordered = steer.preference().size() > 1;
              needs.add(strict ? Feature.STRICT_STEER : Feature.LOOSE_STEER);
              if (ordered) {
                needs.add(strict ? Feature.ORDERED_STRICT : Feature.ORDERED_PREFERENCE);
              }
            });
    if (treatment.requiresEncryption()) {
      needs.add(Feature.ENCRYPTED_ONLY);
    }
    if (treatment.inspect().isPresent()) {
      needs.add(Feature.SERVICE_FUNCTION);
    }
    if (treatment.dscp().isPresent()) {
      needs.add(Feature.MARK);
    }
    if (treatment.admission().isPresent()) {
      needs.add(Feature.DROP);
    }
    return Collections.unmodifiableSet(needs);
  }

  /** What the rules that carry out a declared treatment need: what cuts or diverts has peers. */
  public static Set<Feature> ofDeclared(Treatment declared) {
    EnumSet<Feature> needs = EnumSet.noneOf(Feature.class);
    needs.addAll(of(declared));
    if (declared.admission().isPresent() || declared.inspect().isPresent()) {
      needs.add(Feature.PEER_SETS);
      needs.add(Feature.SOURCE_AND_DESTINATION_MATCH);
    }
    return Collections.unmodifiableSet(needs);
  }

  /** What matching a service's ports of that protocol needs; absent: all ports. */
  public static Set<Feature> ofService(Optional<IpProtocol> protocol) {
    Feature feature =
        protocol
            .map(
                named ->
                    named.equals(IpProtocol.TCP) || named.equals(IpProtocol.UDP)
                        ? Feature.PORT_MATCH
                        : Feature.OTHER_PORT_MATCH)
            .orElse(Feature.ANY_PROTOCOL);
    return Set.of(feature);
  }
}
