package dev.fairway.k8s.status;

import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.safety.Hold;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The transitions between the conditions that a Service had and those that it gets that are worth
 * an Event: that it became programmed, that its packets moved to other transports, that their
 * treatment changed otherwise, or why it is not programmed any more. Pure.
 *
 * <p>Transient reasons stand in the condition alone: pending, stale, no endpoints yet.
 */
final class ConditionTransitions {

  private static final int DRIFT = 0;
  private static final int PROBLEM = 1;
  private static final int MOVED = 2;
  private static final int PROGRAMMED = 3;
  private static final int UNREACHABLE = 4;

  private static final Set<String> QUIET =
      Set.of(Reason.PENDING.text(), Reason.STALE.text(), Reason.NO_ENDPOINTS.text());

  private ConditionTransitions() {}

  /**
   * The Event of one Service in one sync.
   *
   * @param service as it was shown
   * @param before its conditions of Fairway's types before the sync
   */
  static Optional<ServiceEvent> of(
      ServiceStatusView service, List<StoredCondition> before, ServiceStatus after) {
    Optional<StoredCondition> old = StoredCondition.find(before, Condition.PROGRAMMED);
    String oldText = StoredCondition.acceptedText(before);
    String text = after.acceptedCondition().message();
    if (!after.isProgrammed()) {
      return problem(service, old, after.programmedCondition());
    }
    if (old.map(StoredCondition::status).equals(Optional.of(Condition.Status.TRUE.text()))) {
      // The common case, for every Service of every sync: the same text is not parsed at all.
      return oldText.equals(text)
          ? Optional.empty()
          : changed(service, IntentWords.of(oldText), IntentWords.of(text));
    }
    // While a cluster could not be read, nothing happened to the Service.
    boolean onlySeenAgain = hasReason(old, Reason.STALE.text()) && oldText.equals(text);
    String note = after.programmedCondition().message() + ": " + text;
    return onlySeenAgain
        ? Optional.empty()
        : Optional.of(
            new ServiceEvent(
                service, PROGRAMMED, false, Reason.PROGRAMMED.text(), "Program", note));
  }

  private static Optional<ServiceEvent> problem(
      ServiceStatusView service, Optional<StoredCondition> old, Condition now) {
    if (QUIET.contains(now.reason()) || hasReason(old, now.reason())) {
      return Optional.empty();
    }
    int rank = now.reason().equals(Reason.BACKEND_UNREACHABLE.text()) ? UNREACHABLE : PROBLEM;
    return Optional.of(
        new ServiceEvent(service, rank, true, now.reason(), "Program", now.message()));
  }

  /** What moves packets to other transports is told as that, all else with its words. */
  private static Optional<ServiceEvent> changed(
      ServiceStatusView service, IntentWords from, IntentWords to) {
    boolean otherTransports = !from.transports().equals(to.transports());
    if (otherTransports && !from.transports().isEmpty() && !to.transports().isEmpty()) {
      String note = "from " + from.transports() + " to " + to.transports();
      return Optional.of(new ServiceEvent(service, MOVED, false, "Moved", "Move", note));
    }
    if (otherTransports || !from.otherWords().equals(to.otherWords())) {
      String note = "from " + from.all() + " to " + to.all();
      return Optional.of(new ServiceEvent(service, MOVED, false, "Changed", "Change", note));
    }
    return Optional.empty();
  }

  /**
   * The Event of rules of the Service that another writer changed on the fabric, put right.
   *
   * @param what a sentence that says what was done to them, and by which writer
   */
  static ServiceEvent driftRepaired(ServiceStatusView service, String what) {
    return new ServiceEvent(service, DRIFT, true, "DriftRepaired", "Repair", what + "; put right");
  }

  /**
   * The Event of conditions of the Service that another writer removes or changes again and again.
   *
   * @param times how often in a row
   */
  static ServiceEvent contested(ServiceStatusView service, int times) {
    return new ServiceEvent(
        service,
        PROBLEM,
        true,
        "StatusOverwritten",
        "Write",
        "another writer removed or changed Fairway's conditions "
            + times
            + " times in a row: it must patch the status, or replace it with the resourceVersion"
            + " that it read");
  }

  /** The Event of a hold of the Service that begins. */
  static ServiceEvent holdBegan(ServiceStatusView service, Hold hold) {
    String note = "hold " + hold.id() + ": " + hold.sentence();
    return new ServiceEvent(service, PROBLEM, true, Reason.HELD.text(), "Hold", note);
  }

  /**
   * The Event of a hold of the Service that ended.
   *
   * @param approvedBy who approved it; empty where it ended otherwise
   */
  static ServiceEvent holdEnded(ServiceStatusView service, String id, Optional<String> approvedBy) {
    return approvedBy
        .map(
            who ->
                new ServiceEvent(
                    service,
                    PROBLEM,
                    true,
                    "HoldApproved",
                    "Release",
                    "hold " + id + " was approved by " + who))
        .orElseGet(
            () ->
                new ServiceEvent(
                    service, PROGRAMMED, false, "HoldEnded", "Release", "hold " + id + " is over"));
  }

  private static boolean hasReason(Optional<StoredCondition> condition, String reason) {
    return condition.filter(old -> old.reason().equals(reason)).isPresent();
  }

  /**
   * The words of an intent, each kind in the order of its parts, without their ports.
   *
   * @param transports of {@code tunnel}; empty where nothing is steered. Of a text of another
   *     grammar the text itself
   * @param otherWords all but {@code tunnel} and {@code fallback}
   * @param all everything
   */
  private record IntentWords(String transports, String otherWords, String all) {

    static IntentWords of(String text) {
      try {
        List<PortIntent> parts = ServiceIntent.parse(text).parts();
        return new IntentWords(
            joined(parts, IntentWords::transports),
            joined(parts, IntentWords::otherWords),
            joined(parts, PortIntent::words));
      } catch (IllegalArgumentException otherGrammar) {
        return new IntentWords(text, "", text);
      }
    }

    private static String joined(List<PortIntent> parts, Function<PortIntent, String> words) {
      return parts.stream()
          .map(words)
          .filter(part -> !part.isEmpty())
          .distinct()
          .collect(Collectors.joining("; "));
    }

    private static Optional<Steer> steer(PortIntent part) {
      return part.treatment().flatMap(Treatment::steer);
    }

    private static String transports(PortIntent part) {
      return steer(part).stream()
          .flatMap(steer -> steer.preference().stream())
          .map(Transport::toString)
          .collect(Collectors.joining(","));
    }

    private static String otherWords(PortIntent part) {
      return steer(part)
          .map(steer -> Treatment.builder().steer(steer).build().canonical())
          .map(steering -> part.words().replace(steering, "").strip())
          .orElseGet(part::words);
    }
  }
}
