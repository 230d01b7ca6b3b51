package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The status of one Service that asks for something.
 *
 * @param service its key
 * @param declaration its declaration in force; empty where that could not be decided
 * @param acceptedCondition states the intent in force
 * @param programmedCondition states whether the fabric does what it asks
 * @param diagnostics its diagnostics, sorted
 * @param rules the rules in force that carry it, ascending
 */
public record ServiceStatus(
    ServiceKey service,
    Optional<Declaration> declaration,
    Condition acceptedCondition,
    Condition programmedCondition,
    List<Diagnostic> diagnostics,
    List<RuleId> rules) {

  /** Copies and sorts. */
  public ServiceStatus {
    diagnostics = diagnostics.stream().sorted().distinct().toList();
    rules = rules.stream().sorted().toList();
  }

  /**
   * The canonical text of the intent in force; empty where there is none. A caller without
   * Kubernetes keeps it, and hands it back as the last good intent when it reads the Service again.
   */
  public Optional<String> accepted() {
    return Optional.of(acceptedCondition.message()).filter(text -> !text.isEmpty());
  }

  /** Both conditions: accepted, then programmed. */
  public List<Condition> conditions() {
    return List.of(acceptedCondition, programmedCondition);
  }

  /**
   * This status where the fabric was last seen too long ago to tell what is in force: what was
   * programmed then is unknown now, and everything else is as it is.
   *
   * @param ago how long ago that was; empty: not known
   */
  public ServiceStatus lastSeen(Optional<Duration> ago) {
    return isProgrammed()
        ? new ServiceStatus(
            service,
            declaration,
            acceptedCondition,
            ServiceStatusBuilder.wasProgrammed(declaration, rules.size(), ago),
            diagnostics,
            rules)
        : this;
  }

  /** True where the fabric does all that is asked. */
  public boolean isProgrammed() {
    return programmedCondition.status() == Condition.Status.TRUE;
  }
}
