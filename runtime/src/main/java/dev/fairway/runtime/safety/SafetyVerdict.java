package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.Digest;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The verdict of the safety gate on a plan. */
public sealed interface SafetyVerdict {

  /** What the plan takes away in total, without what is explained. */
  Loss total();

  /** Does what fits. */
  default <R> R fold(Function<Allowed, R> allowed, Function<Refused, R> refused) {
    return this instanceof Refused no ? refused.apply(no) : allowed.apply((Allowed) this);
  }

  /** The refusal, where it is one. */
  default Optional<Refused> refusal() {
    return fold(allowed -> Optional.empty(), Optional::of);
  }

  /**
   * The plan may be applied.
   *
   * @param total what it takes away
   * @param approved true where it is allowed only because it was approved
   */
  record Allowed(Loss total, boolean approved) implements SafetyVerdict {}

  /**
   * The plan is not applied.
   *
   * @param reason why
   * @param plan the digest whose approval allows it all the same
   * @param total what it would take away
   * @param services what it would take away from each Service that would lose too much, by key
   * @param sentence the numbers, and what to do
   */
  record Refused(
      Reason reason, Digest plan, Loss total, SortedMap<ServiceKey, Loss> services, String sentence)
      implements SafetyVerdict {

    /** Copies. */
    public Refused {
      services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /** Why a plan is refused. Where several fit, the first. */
    public enum Reason {
      /** Nothing was let through yet, nothing is wanted, and rules of ours are there. */
      EMPTY_START,
      /** Too much of everything would be lost. */
      TOTAL,
      /** A Service would lose too much of what it has. */
      SERVICE
    }
  }
}
