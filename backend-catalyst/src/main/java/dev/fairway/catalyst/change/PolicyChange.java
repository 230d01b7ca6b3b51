package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import java.util.Optional;

/**
 * The writer of one owner's plans to one Manager: for each plan one edit of the active policy and
 * one push, and no moment with less in force than before and after. Remembers when it last pushed
 * and what the controllers refused; everything else stands on the Manager, so a change that is
 * interrupted at any request is finished by the next one. One call at a time.
 */
public final class PolicyChange {

  private final OwnerId owner;
  private final PushTiming timing;
  private final ManagerClock clock;
  private final PushThrottle throttle;

  /**
   * A writer.
   *
   * @param clock the time of pushes and pauses
   */
  public PolicyChange(OwnerId owner, PushTiming timing, ManagerClock clock) {
    this.owner = owner;
    this.timing = timing;
    this.clock = clock;
    this.throttle = new PushThrottle(timing, clock);
  }

  /**
   * Carries out a plan. A purge deletes, too, what held the owner's rules and is empty then; the
   * active policy is deactivated only in a purge, and only where {@link #purgeConfirmation} names
   * it.
   *
   * @param api the Manager within this call of the host
   * @return one outcome for each step, in their order
   * @throws BackendException only where nothing was written, or where the plan is empty and what
   *     was unfinished still is
   */
  public ApplyReport apply(ChangeRequest request, ManagerApi api, CallContext call) {
    return new PlanExecution(request, api, call, clock, timing, throttle).run();
  }

  /**
   * The name of the policy that a purge would deactivate; empty where it deactivates none, because
   * the active one is a foreign one, or holds something else than the owner's rules.
   */
  public Optional<String> purgeConfirmation(DecodedSnapshot view) {
    return PolicyDeactivation.isNeeded(view, owner)
        ? Optional.of(CatalystNames.POLICY)
        : Optional.empty();
  }
}
