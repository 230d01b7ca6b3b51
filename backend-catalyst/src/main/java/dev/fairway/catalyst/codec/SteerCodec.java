package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.SequenceAction;
import dev.fairway.catalyst.wire.SequenceAction.SetAction;
import dev.fairway.catalyst.wire.SetParameter;
import dev.fairway.catalyst.wire.SetParameter.ColorGroupParameter;
import dev.fairway.catalyst.wire.SetParameter.LocalTlocParameter;
import dev.fairway.catalyst.wire.SetParameter.LocalTlocs;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The codec of steering: the transports of a rule, as a set action and back. One transport is a
 * list of local TLOCs; several are a preferred colour group, because a list of local TLOCs has no
 * order.
 */
final class SteerCodec {

  private SteerCodec() {}

  static SetParameter write(
      PathRule rule,
      Steer steer,
      Function<Transport, String> encapsulations,
      UnaryOperator<String> idOf) {
    boolean strict = steer.fallback() == Fallback.NONE;
    if (steer.preference().size() > 1) {
      String group = CatalystNames.colorGroup(rule.owner(), rule.id());
      return new ColorGroupParameter(idOf.apply(group), strict);
    }
    Transport only = steer.preference().get(0);
    return new LocalTlocParameter(new LocalTlocs(only.value(), encapsulations.apply(only), strict));
  }

  /** Empty where the actions do not steer as a rule does. */
  static Optional<Treatment> tryRead(
      List<SequenceAction> actions, Function<String, Optional<PolicyList>> listOf) {
    List<SetAction> sets =
        actions.stream().filter(SetAction.class::isInstance).map(SetAction.class::cast).toList();
    if (sets.size() != 1 || sets.get(0).parameter().size() != 1) {
      return Optional.empty();
    }
    SetParameter parameter = sets.get(0).parameter().get(0);
    if (parameter instanceof LocalTlocParameter local) {
      String color = local.value().color();
      return TlocColors.isColor(color)
          ? treatment(List.of(new Transport(color)), local.value().restrict())
          : Optional.empty();
    }
    ColorGroupParameter group = (ColorGroupParameter) parameter;
    return listOf
        .apply(group.ref())
        .flatMap(RuleLists::preference)
        .flatMap(preference -> treatment(preference, group.colorRestrict()));
  }

  private static Optional<Treatment> treatment(List<Transport> preference, boolean strict) {
    if (new HashSet<>(preference).size() != preference.size()) {
      return Optional.empty();
    }
    Steer steer = new Steer(preference, strict ? Fallback.NONE : Fallback.ANY);
    return Optional.of(Treatment.builder().steer(steer).build());
  }

  /** The encapsulation as written in the sequence, for a colour that the inventory lost. */
  static Optional<String> encapsulation(List<SequenceAction> actions) {
    return actions.stream()
        .filter(SetAction.class::isInstance)
        .flatMap(action -> ((SetAction) action).parameter().stream())
        .filter(LocalTlocParameter.class::isInstance)
        .map(parameter -> ((LocalTlocParameter) parameter).value().encap())
        .findFirst();
  }
}
