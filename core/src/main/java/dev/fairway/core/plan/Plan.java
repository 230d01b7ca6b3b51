package dev.fairway.core.plan;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a change of one owner's rules, whole, before anything is touched: carrying out {@code
 * steps} on {@code before} gives {@code after}.
 *
 * @param owner whose rules change; no other's do
 * @param basis what {@code before} was observed at; a target that has changed since refuses the
 *     plan
 * @param before the owner's rules as observed, in their order
 * @param after the owner's rules as they shall be, in their order
 * @param steps the changes, in an order that leaves no gap: what widens, then what switches, then
 *     what narrows
 */
public record Plan(
    OwnerId owner,
    Revision basis,
    List<PathRule> before,
    List<PathRule> after,
    List<PlanStep> steps) {

  /** Copies. */
  public Plan {
    before = List.copyOf(before);
    after = List.copyOf(after);
    steps = List.copyOf(steps);
  }

  /** True where there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Names this change: the same for the same rules before and after, whatever the basis. */
  public Digest digest() {
    List<Digest> children = new ArrayList<>();
    children.add(Digest.of(owner.value()));
    children.add(new DesiredPolicy(before).digest());
    children.add(new DesiredPolicy(after).digest());
    return Digest.ofChildren(children);
  }
}
