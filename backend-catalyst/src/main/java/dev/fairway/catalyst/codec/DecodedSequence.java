package dev.fairway.catalyst.codec;

import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.function.Function;

/** What one sequence of a data policy turned out to be. */
public sealed interface DecodedSequence {

  /** Its place among all sequences of the definition, from 0. */
  int position();

  /** One case of three. */
  <T> T fold(
      Function<Written, T> written, Function<Altered, T> altered, Function<Foreign, T> foreign);

  /**
   * A rule, exactly as Fairway writes it today.
   *
   * @param position from 0
   * @param rule of any owner
   */
  record Written(int position, PathRule rule) implements DecodedSequence {
    @Override
    public <T> T fold(
        Function<Written, T> written, Function<Altered, T> altered, Function<Foreign, T> foreign) {
      return written.apply(this);
    }
  }

  /**
   * A sequence that an owner of Fairway's wrote and that says something else now: somebody edited
   * it, or a list that it needs, or the encapsulations of its colour changed. The owner's rule is
   * not in force as it should be; the sequence is the owner's to write again or to remove.
   *
   * @param position from 0
   * @param owner whose
   * @param rule what it was
   * @param why a sentence for people
   * @param asFound what it takes now
   */
  record Altered(int position, OwnerId owner, RuleId rule, String why, ForeignRule asFound)
      implements DecodedSequence {
    @Override
    public <T> T fold(
        Function<Written, T> written, Function<Altered, T> altered, Function<Foreign, T> foreign) {
      return altered.apply(this);
    }
  }

  /**
   * Somebody else's sequence.
   *
   * @param position from 0
   * @param rule what it takes, where that can be told
   */
  record Foreign(int position, ForeignRule rule) implements DecodedSequence {
    @Override
    public <T> T fold(
        Function<Written, T> written, Function<Altered, T> altered, Function<Foreign, T> foreign) {
      return foreign.apply(this);
    }
  }
}
