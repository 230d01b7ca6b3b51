package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.runtime.safety.SafetyVerdict.Allowed;
import dev.fairway.runtime.safety.SafetyVerdict.Refused;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The safety gate, which allows a plan or refuses it. Looks at what the plan takes away: an
 * (address, port group) that a rule towards a service covered before and that no rule covers after,
 * whatever its treatment. What is explained does not count: a Service that was deleted or asks for
 * nothing any more, and an endpoint that was seen to terminate while its Service keeps others. A
 * Service that keeps nothing is never explained by its endpoints, so from {@code minAddressPorts}
 * or more to none counts in full.
 *
 * <p>Right after a start nothing is known of Services: only the total is judged, and nothing is
 * explained. Immutable and thread-safe.
 */
public final class SafetyGate {

  private static final int SERVICES_NAMED = 3;

  private final SafetySettings settings;

  /** A gate with these settings. */
  public SafetyGate(SafetySettings settings) {
    this.settings = settings;
  }

  /**
   * Judges a plan.
   *
   * @param plan what would be done
   * @param now the cluster that the plan was made from
   * @param baseline what is known from earlier syncs, and from the snapshot of this one
   */
  public SafetyVerdict check(Plan plan, ResolvedCluster now, SafetyBaseline baseline) {
    if (plan.isEmpty()) {
      return new Allowed(Loss.NONE, false);
    }
    LossCount count = new LossCount(plan, now, baseline);
    SortedMap<ServiceKey, Loss> services = new TreeMap<>(count.services());
    services.values().removeIf(loss -> !settings.forbids(loss));
    boolean emptyStart =
        settings.holdOnEmptyStart()
            && baseline.isStart()
            && plan.after().isEmpty()
            && !plan.before().isEmpty();
    if (!emptyStart && !settings.forbids(count.total()) && services.isEmpty()) {
      return new Allowed(count.total(), false);
    }
    if (settings.approves(plan.digest())) {
      return new Allowed(count.total(), true);
    }
    return refused(plan, emptyStart, count.total(), services);
  }

  private Refused refused(
      Plan plan, boolean emptyStart, Loss total, SortedMap<ServiceKey, Loss> services) {
    Refused.Reason reason = Refused.Reason.SERVICE;
    String what = services(services);
    if (emptyStart) {
      reason = Refused.Reason.EMPTY_START;
      what =
          "nothing asks for a rule right after the start, and the target holds "
              + plan.before().size()
              + " of ours";
    } else if (settings.forbids(total)) {
      reason = Refused.Reason.TOTAL;
      what = "it would leave " + total + " addresses and port groups without a rule";
      what += services.isEmpty() ? "" : ", among them " + services(services);
    }
    return new Refused(reason, plan.digest(), total, services, sentence(plan, reason, what));
  }

  private String sentence(Plan plan, Refused.Reason reason, String what) {
    String digest = plan.digest().shortText();
    String limit =
        reason == Refused.Reason.EMPTY_START
            ? ""
            : "; at most " + settings.maxLostShare() + "% may go at once";
    return ("plan %s is held back: %s%s; where this is meant, set safety.approve: %s, else find out"
            + " why the endpoints are missing")
        .formatted(digest, what, limit, digest);
  }

  private static String services(SortedMap<ServiceKey, Loss> services) {
    StringBuilder text = new StringBuilder();
    services.entrySet().stream()
        .limit(SERVICES_NAMED)
        .forEach(
            service ->
                text.append(text.isEmpty() ? "service " : ", service ")
                    .append(service.getKey())
                    .append(" would lose ")
                    .append(service.getValue()));
    int more = services.size() - SERVICES_NAMED;
    return text + (more > 0 ? " and " + more + " more" : "");
  }
}
