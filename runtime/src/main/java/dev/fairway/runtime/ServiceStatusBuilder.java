package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The builder of the status of a Service, and the one place that decides its condition {@code
 * Programmed}: the first finding in the order of {@link Finding}, or that all is well.
 */
final class ServiceStatusBuilder {

  private final ServiceKey service;
  private final Optional<Declaration> declaration;
  private final Condition accepted;
  private final List<Diagnostic> diagnostics;
  private final List<Finding> findings = new ArrayList<>();
  private boolean drifted;

  private ServiceStatusBuilder(
      ServiceKey service,
      Optional<Declaration> declaration,
      Condition accepted,
      Stream<Diagnostic> diagnostics) {
    this.service = service;
    this.declaration = declaration;
    this.accepted = accepted;
    this.diagnostics = diagnostics.toList();
    this.diagnostics.forEach(diagnostic -> Finding.of(diagnostic).ifPresent(findings::add));
  }

  /**
   * A builder for a Service whose declaration is not absent.
   *
   * @param more diagnostics besides its own
   */
  static ServiceStatusBuilder of(ResolvedService service, List<Diagnostic> more) {
    Declaration declaration = service.declaration();
    ServiceStatusBuilder builder =
        new ServiceStatusBuilder(
            service.key(),
            Optional.of(declaration),
            Condition.accepted(declaration),
            Stream.concat(service.diagnostics().stream(), more.stream()));
    boolean explained =
        builder.diagnostics.stream()
            .anyMatch(
                diagnostic ->
                    diagnostic.isError()
                        && diagnostic.code().effect() != DiagnosticCode.Effect.NONE);
    if (!explained) {
      undeclared(declaration).ifPresent(builder::add);
    }
    return builder;
  }

  /** A builder for a Service whose declaration cannot be decided without the WAN. */
  static ServiceStatusBuilder undecided(ServiceState state) {
    return new ServiceStatusBuilder(
        state.key(),
        Optional.empty(),
        Condition.undecided(state.reading()),
        Stream.concat(state.reading().diagnostics().stream(), state.diagnostics().stream()));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Adds that rules of the Service were changed by another writer, and are not put right. */
  void addDrift(Finding drift) {
    drifted = true;
    add(drift);
  }

  ServiceStatus status(List<RuleId> rules) {
    Finding worst = findings.stream().sorted().findFirst().orElse(null);
    Condition programmed =
        worst == null
            ? condition(
                Condition.Status.TRUE, Reason.PROGRAMMED, inForce(declaration, rules.size()))
            : condition(worst.status(), worst.reason(), worst.message() + held());
    return new ServiceStatus(service, declaration, accepted, programmed, diagnostics, rules);
  }

  /** A declaration that is not used, although no diagnostic says why. */
  private static Optional<Finding> undeclared(Declaration declaration) {
    String message = "what is asked for cannot be used";
    return declaration.fold(
        valid -> Optional.empty(),
        held -> Optional.of(Finding.not(Reason.HELD, message)),
        () -> Optional.of(Finding.not(Reason.INVALID_INTENT, message)),
        Optional::empty);
  }

  private String held() {
    return declaration.filter(Declaration.Held.class::isInstance).isPresent()
        ? drifted
            ? "; of the last good intent not all is in force"
            : "; the last good intent stays in force"
        : "";
  }

  private static String inForce(Optional<Declaration> declaration, int rules) {
    return switch (rules) {
      case 0 ->
          isCheck(declaration)
              ? "its addresses lie in the segment that it asks for, which takes no rule"
              : "its packets are in rules of older Services that ask for the same";
      case 1 -> "1 rule is in force";
      default -> rules + " rules are in force";
    };
  }

  /** True for an intent that names segments and no treatment. */
  private static boolean isCheck(Optional<Declaration> declaration) {
    return declaration
        .flatMap(Declaration::inForce)
        .filter(intent -> intent.parts().stream().allMatch(part -> part.treatment().isEmpty()))
        .isPresent();
  }

  /**
   * The condition of a Service that was programmed when the fabric was last seen, where that is too
   * long ago to tell what is in force.
   *
   * @param declaration its declaration
   * @param rules how many rules carried it
   * @param ago how long ago the fabric was last seen so; empty: not known
   */
  static Condition wasProgrammed(
      Optional<Declaration> declaration, int rules, Optional<Duration> ago) {
    String what =
        switch (rules) {
          case 0 ->
              isCheck(declaration)
                  ? "its addresses lay in the segment that it asks for"
                  : "its packets were in rules of older Services that ask for the same";
          case 1 -> "1 rule was in force";
          default -> rules + " rules were in force";
        };
    String when =
        ago.map(age -> " " + age.toSeconds() + " s ago").orElse("")
            + ", when the fabric was last seen so";
    return condition(Condition.Status.UNKNOWN, Reason.STALE, what + when);
  }

  private static Condition condition(Condition.Status status, Reason reason, String message) {
    return new Condition(Condition.PROGRAMMED, status, reason.text(), message);
  }
}
