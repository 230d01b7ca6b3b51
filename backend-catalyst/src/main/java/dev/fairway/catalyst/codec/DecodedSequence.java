package dev.fairway.catalyst.codec;

import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.function.Function;

/** One sequence of a data policy, decoded: a rule, an altered rule, or a foreign sequence. */
public sealed interface DecodedSequence {

  /** Its place among all sequences of the definition, from 0. */
  int position();

  /** One case of three. */
  default <T> T fold(
      Function<Written, T> written, Function<Altered, T> altered, Function<Foreign, T> foreign) {
    if (this instanceof Written found) {
      return written.apply(found);
    }
    return this instanceof Altered found ? altered.apply(found) : foreign.apply((Foreign) this);
  }

  /**
   * A rule, exactly as Fairway writes it today.
   *
   * @param position from 0
   * @param rule of any owner
   */
  record Written(int position, PathRule rule) implements DecodedSequence {}

  /**
   * A sequence that an owner of Fairway's wrote and that says something else now: another user
   * edited it or a list that it needs, or the encapsulations of its colour changed. The owner's
   * rule is not in force as it should be; the sequence is the owner's to write again or to remove.
   *
   * @param position from 0
   * @param owner the owner
   * @param rule the rule that it was
   * @param why a sentence for the user
   * @param asFound the packets that it takes now
   */
  record Altered(int position, OwnerId owner, RuleId rule, String why, ForeignRule asFound)
      implements DecodedSequence {}

  /**
   * A sequence of another user.
   *
   * @param position from 0
   * @param rule the packets that it takes, where that is known
   */
  record Foreign(int position, ForeignRule rule) implements DecodedSequence {}
}
