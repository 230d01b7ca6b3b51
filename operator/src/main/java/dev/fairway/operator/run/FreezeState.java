package dev.fairway.operator.run;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.runtime.loop.MaintenanceWindow;
import dev.fairway.runtime.loop.MaintenanceWindow.OpenWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reasons for which a fabric is frozen: by hand, by a maintenance window, and because it is not
 * known whether somebody froze it. Each ends by itself alone. A freeze by hand ends where it was
 * seen to be taken back, never because its Lease is not there. Not thread-safe.
 */
final class FreezeState {

  private final List<MaintenanceWindow> windows;
  private Optional<Attribution> byHand = Optional.empty();
  private Optional<Attribution> lastUnfreeze = Optional.empty();
  private Optional<Attribution> liftedBy = Optional.empty();
  private Optional<String> unknown = Optional.empty();
  private String uid = "";
  private boolean annotated;

  FreezeState(List<MaintenanceWindow> windows) {
    this.windows = List.copyOf(windows);
  }

  /** Observes that it is not known whether somebody froze the fabric. */
  void unknown(String why) {
    unknown = Optional.of(why);
  }

  /** Observes the annotations of the Lease. */
  void observed(LeaseAnnotations seen) {
    unknown = Optional.empty();
    annotated = seen.freeze().isPresent();
    Optional<Attribution> unfreeze = seen.unfreeze().filter(who -> !isKnown(who));
    if (annotated) {
      byHand = seen.freeze();
      uid = seen.uid();
    } else if (byHand.isEmpty() || uid.equals(seen.uid()) || unfreeze.isPresent()) {
      liftedBy = byHand.isPresent() ? unfreeze : liftedBy;
      byHand = Optional.empty();
      uid = seen.uid();
    }
    lastUnfreeze = seen.unfreeze();
  }

  private boolean isKnown(Attribution unfreeze) {
    return lastUnfreeze.equals(Optional.of(unfreeze));
  }

  /** Observes that there is no Lease. */
  void observedNoLease() {
    unknown = Optional.empty();
    annotated = false;
  }

  /** The freeze by hand that the Lease lost, without being taken back; empty where it has it. */
  Optional<Attribution> lost() {
    return annotated ? Optional.empty() : byHand;
  }

  /** Who took back the last freeze by hand; empty where that is not stated. */
  Optional<Attribution> liftedBy() {
    return liftedBy;
  }

  /** Why the fabric is frozen at that time; empty where it is not. */
  Optional<String> reason(Instant now) {
    String reasons =
        Stream.of(
                byHand.map(Attribution::since),
                MaintenanceWindow.open(windows, now).map(FreezeState::text),
                unknown)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; and "));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
  }

  private static String text(OpenWindow open) {
    return "maintenance window " + open.window() + ", until " + open.until();
  }

  /** True where no time is known at which the fabric is frozen no more. */
  boolean isEndless() {
    return byHand.isPresent() || unknown.isPresent();
  }
}
