package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.RetainedAddress;
import dev.fairway.runtime.safety.SafetyReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The diagnostics of what is held back. */
final class SafetyFindings {

  private SafetyFindings() {}

  /** The holds of the cluster. */
  static List<Diagnostic> ofCluster(SafetyReview safety, Subject cluster) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Hold hold : safety.holds()) {
      if (hold.key().service().isEmpty()) {
        diagnostics.add(
            Diagnostic.warning(
                hold.key().kind() == Hold.Kind.GAIN
                    ? DiagnosticCode.GAIN_HELD
                    : DiagnosticCode.LOSS_HELD,
                cluster,
                "",
                hold.id(),
                "hold "
                    + hold.id()
                    + ": "
                    + hold.sentence()
                    + "; where this is meant, approve it: fairway approve "
                    + hold.id()));
      }
    }
    safety
        .unknownApprovals()
        .forEach(
            (hold, who) ->
                diagnostics.add(
                    Diagnostic.warning(
                        DiagnosticCode.UNKNOWN_HOLD,
                        cluster,
                        "",
                        hold,
                        "no hold "
                            + hold
                            + " lasts, so the approval of "
                            + who
                            + " does nothing")));
    return diagnostics;
  }

  /** What is held back of one Service. */
  static List<Diagnostic> of(SafetyReview safety, ResolvedService service) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Subject subject = service.key().subject();
    Optional<Hold> own =
        safety.holds().stream()
            .filter(hold -> hold.key().service().filter(service.key()::equals).isPresent())
            .findFirst();
    own.ifPresent(
        hold ->
            diagnostics.add(
                Diagnostic.warning(
                    DiagnosticCode.LOSS_HELD,
                    subject,
                    "",
                    hold.id(),
                    "hold "
                        + hold.id()
                        + ": "
                        + hold.sentence()
                        + "; where this is meant, annotate the Service with "
                        + ServiceControls.RELEASE
                        + ": "
                        + hold.id())));
    List<RetainedAddress> retained = safety.retainedOf(service.key());
    long kept = retained.stream().filter(address -> address.hold().isEmpty()).count();
    if (kept > 0) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.RETAINED,
              subject,
              "",
              retained.get(0).address().addressText(),
              kept
                  + " addresses are missing from its EndpointSlices without a reason that was seen"
                  + " and keep their rules for now, "
                  + retained.get(0).address().addressText()
                  + " among them"));
    }
    retained.stream()
        .flatMap(address -> address.hold().stream())
        .filter(id -> own.map(Hold::id).filter(id::equals).isEmpty())
        .distinct()
        .forEach(
            id ->
                diagnostics.add(
                    Diagnostic.warning(
                        DiagnosticCode.LOSS_HELD,
                        subject,
                        "",
                        id,
                        "some of its addresses keep rules that nothing asks for any more, by hold "
                            + id
                            + " of the cluster; where this is meant, approve it: fairway approve "
                            + id)));
    if (safety.observed().contains(service.key())) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.OBSERVED_ONLY,
              subject,
              ServiceControls.MODE,
              ServiceControls.OBSERVE,
              "by "
                  + ServiceControls.MODE
                  + " what it asks for is planned and not written; what is on the fabric for it stays"));
    }
    service
        .state()
        .controls()
        .release()
        .filter(id -> own.map(Hold::id).filter(id::equals).isEmpty())
        .filter(id -> !safety.approved().containsKey(id))
        .ifPresent(
            id ->
                diagnostics.add(
                    Diagnostic.info(
                        DiagnosticCode.UNKNOWN_HOLD,
                        subject,
                        ServiceControls.RELEASE,
                        id,
                        "no hold of that id lasts for the Service, so the annotation does nothing")));
    return diagnostics;
  }
}
