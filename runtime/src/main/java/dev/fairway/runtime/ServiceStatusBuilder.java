package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The builder of the status of a Service, and the one place that decides its condition {@code
 * Programmed}: the first finding in the order of {@link Finding}, or that all is well.
 */
final class ServiceStatusBuilder {

  private final ResolvedService service;
  private final List<Diagnostic> diagnostics;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A builder for a Service whose declaration is not absent.
   *
   * @param more diagnostics besides its own
   */
  ServiceStatusBuilder(ResolvedService service, List<Diagnostic> more) {
    this.service = service;
    diagnostics = Stream.concat(service.diagnostics().stream(), more.stream()).toList();
    diagnostics.forEach(diagnostic -> Finding.of(diagnostic).ifPresent(findings::add));
    boolean explained =
        diagnostics.stream()
            .anyMatch(
                diagnostic ->
                    diagnostic.isError()
                        && diagnostic.code().effect() != DiagnosticCode.Effect.NONE);
    if (!explained) {
      undeclared().ifPresent(findings::add);
    }
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  ServiceStatus status(List<RuleId> rules) {
    Finding worst = findings.stream().sorted().findFirst().orElse(null);
    Condition programmed =
        worst == null
            ? condition(Condition.Status.TRUE, Reason.PROGRAMMED, inForce(rules.size()))
            : condition(worst.status(), worst.reason(), worst.message() + held());
    return new ServiceStatus(
        service.key(),
        Optional.of(service.declaration()),
        Condition.accepted(service.declaration()),
        programmed,
        diagnostics,
        rules);
  }

  /** A declaration that is not used, although no diagnostic says why. */
  private Optional<Finding> undeclared() {
    return service
        .declaration()
        .fold(
            valid -> Optional.empty(),
            held -> Optional.of(Finding.not(Reason.HELD, "what is asked for cannot be used")),
            () ->
                Optional.of(Finding.not(Reason.INVALID_INTENT, "what is asked for cannot be used")),
            Optional::empty);
  }

  private String held() {
    return service.declaration() instanceof Declaration.Held
        ? "; the last good intent stays in force"
        : "";
  }

  private static String inForce(int rules) {
    return switch (rules) {
      case 0 -> "its packets are in rules of older Services that ask for the same";
      case 1 -> "1 rule is in force";
      default -> rules + " rules are in force";
    };
  }

  private static Condition condition(Condition.Status status, Reason reason, String message) {
    return new Condition(Condition.PROGRAMMED, status, reason.text(), message);
  }
}
