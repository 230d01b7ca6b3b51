package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.DataSequence;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.SequenceAction.CountAction;
import dev.fairway.catalyst.wire.SequenceAction.SetAction;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The codec of rules and sequences of a Catalyst data policy. One rule is one sequence and the
 * lists that only this sequence refers to; rules are never joined. What {@code decode} reads back
 * from what {@code lists} and {@code sequence} wrote is equal to the rule.
 *
 * <p>Pure and thread-safe. The Manager gives ids, so writing takes a function from a list's name to
 * its id, and reading one from an id to the list.
 */
public final class PolicyCodec {

  private static final int MAX_PREFERENCE = 3;
  private static final int MAX_SEQUENCE_ID = 65_534;

  private final TargetProfile profile;
  private final TlocColors colors;

  /**
   * A codec for one fabric.
   *
   * @param profile what it may be asked for
   * @param wan which edges have which colours, and how their tunnels are wrapped
   */
  public PolicyCodec(TargetProfile profile, WanInventory wan) {
    this.profile = profile;
    this.colors = new TlocColors(wan);
  }

  /**
   * The lists that the rule's sequence refers to: source, destination, colours, those that it
   * needs.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} for a rule that the fabric
   *     cannot carry
   */
  public List<PolicyList> lists(PathRule rule) {
    requireSupported(rule);
    return RuleLists.of(rule, colors);
  }

  /**
   * The rule's sequence.
   *
   * @param sequenceId its place, 1 to 65534
   * @param idOf the Manager's id for each name of {@link #lists}
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} for a rule that the fabric
   *     cannot carry: a feature missing from the profile, a transport that is no colour or that no
   *     edge of the rule's sites has, more than three transports
   */
  public DataSequence sequence(PathRule rule, int sequenceId, UnaryOperator<String> idOf) {
    if (sequenceId < 1 || sequenceId > MAX_SEQUENCE_ID) {
      throw new IllegalArgumentException("sequence id " + sequenceId + ", not 1 to 65534");
    }
    Steer steer = requireSupported(rule);
    return write(
        rule,
        steer,
        sequenceId,
        transport -> colors.encapsulations(rule.scope().sites(), transport),
        idOf);
  }

  /**
   * What each sequence of a definition is, in the order in force. A sequence that cannot be read
   * hides no other.
   *
   * @param scope where the definition holds: {@link ScopeCodec}
   * @param listOf the list of an id; empty where there is none, or none that can be read
   */
  public List<DecodedSequence> decode(
      StoredDefinition definition, Scope scope, Function<String, Optional<PolicyList>> listOf) {
    return new DefinitionReader(colors, scope, listOf).read(definition.sequences());
  }

  private Steer requireSupported(PathRule rule) {
    TreeSet<Feature> missing = new TreeSet<>(RequiredFeatures.of(rule));
    missing.removeAll(profile.features());
    Optional<Steer> steer = rule.treatment().steer();
    if (!missing.isEmpty() || steer.isEmpty()) {
      throw unsupported(rule, "needs " + missing + ", which this fabric is not trusted with");
    }
    steer.get().preference().forEach(colors::color);
    if (steer.get().preference().size() > MAX_PREFERENCE) {
      throw unsupported(rule, "prefers more than three transports: a colour group has three tiers");
    }
    return steer.get();
  }

  private static BackendException unsupported(PathRule rule, String why) {
    return new BackendException(ErrorKind.UNSUPPORTED, "rule " + rule.id() + " " + why);
  }

  static DataSequence write(
      PathRule rule,
      Steer steer,
      int sequenceId,
      Function<Transport, String> encapsulations,
      UnaryOperator<String> idOf) {
    return new DataSequence(
        sequenceId,
        CatalystNames.group(rule.owner()),
        DataSequence.ACCEPT,
        DataSequence.CUSTOM_TYPE,
        rule.match().family().text(),
        MatchCodec.write(rule, idOf),
        List.of(
            new SetAction(List.of(SteerCodec.write(rule, steer, encapsulations, idOf))),
            new CountAction(CatalystNames.counter(rule))));
  }
}
