package dev.fairway.core.plan;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.function.Function;

/** A step of a plan: one change of one rule. */
public sealed interface PlanStep {

  /** The rule that changes. */
  RuleId rule();

  /** Does what fits the kind of step. A kind that a caller does not name cannot exist. */
  default <R> R fold(
      Function<Install, R> install, Function<Replace, R> replace, Function<Remove, R> remove) {
    if (this instanceof Install step) {
      return install.apply(step);
    }
    if (this instanceof Replace step) {
      return replace.apply(step);
    }
    return remove.apply((Remove) this);
  }

  /**
   * A rule that is not there yet.
   *
   * @param after the rule; its place is the one it has in {@link Plan#after()}
   */
  record Install(PathRule after) implements PlanStep {
    @Override
    public RuleId rule() {
      return after.id();
    }
  }

  /**
   * A rule that is there and changes. Where {@code before} equals {@code after}, only its place in
   * the order changes.
   *
   * @param before the rule as it was observed
   * @param after the rule as it shall be; has the same id
   */
  record Replace(PathRule before, PathRule after) implements PlanStep {

    /** Refuses two rules of different ids. */
    public Replace {
      if (!before.id().equals(after.id())) {
        throw new IllegalArgumentException(before.id() + " replaced by " + after.id());
      }
    }

    @Override
    public RuleId rule() {
      return after.id();
    }

    /** The addresses that the service's side gains; may be empty. */
    public PrefixSet added() {
      return difference(after, before);
    }

    /** The addresses that the service's side loses; may be empty. */
    public PrefixSet removed() {
      return difference(before, after);
    }

    /** True where only the place in the order changes. */
    public boolean movesOnly() {
      return before.equals(after);
    }

    private static PrefixSet difference(PathRule from, PathRule minus) {
      PrefixSet all = from.serviceAddresses();
      return all.family() == minus.serviceAddresses().family()
          ? all.minus(minus.serviceAddresses())
          : all;
    }
  }

  /**
   * A rule that goes.
   *
   * @param before the rule as it was observed
   */
  record Remove(PathRule before) implements PlanStep {
    @Override
    public RuleId rule() {
      return before.id();
    }
  }
}
