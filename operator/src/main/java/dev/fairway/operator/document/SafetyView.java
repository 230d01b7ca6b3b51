package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.operator.document.ExplainDocument.HoldView;
import dev.fairway.operator.document.ExplainDocument.RetainedView;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.RetainedAddress;
import dev.fairway.runtime.safety.SafetyReview;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The views of what is held back in a sync.
 *
 * @param safety what is held back
 * @param madeAt when that was decided, by the wall clock; empty where no time is told
 */
public record SafetyView(SafetyReview safety, Optional<Instant> madeAt) {

  private static final Set<DiagnosticCode> HELD =
      EnumSet.of(DiagnosticCode.LOSS_HELD, DiagnosticCode.GAIN_HELD);

  /** The retained addresses of a Service, in their order. */
  List<RetainedView> retainedOf(ServiceKey service) {
    return safety.retainedOf(service).stream()
        .map(
            address ->
                new RetainedView(
                    address.address().addressText(),
                    instant(address.since()),
                    address.until().map(this::instant).orElse(""),
                    address.hold().orElse("")))
        .toList();
  }

  /**
   * The holds that concern a Service, in their order: its own, and those of the cluster that its
   * addresses or its declaration wait for.
   *
   * @param diagnostics those that concern the Service
   */
  List<HoldView> holdsOf(ResolvedService service, List<Diagnostic> diagnostics) {
    Set<String> ids = new TreeSet<>();
    safety.retainedOf(service.key()).forEach(address -> address.hold().ifPresent(ids::add));
    Stream.concat(diagnostics.stream(), service.diagnostics().stream())
        .filter(diagnostic -> HELD.contains(diagnostic.code()))
        .filter(diagnostic -> diagnostic.subject().equals(service.key().subject()))
        .forEach(diagnostic -> ids.add(diagnostic.value()));
    return safety.holds().stream()
        .filter(
            hold ->
                ids.contains(hold.id())
                    || hold.key().service().filter(service.key()::equals).isPresent())
        .map(hold -> new HoldView(hold.id(), instant(hold.since()), hold.sentence(), end(hold)))
        .toList();
  }

  /** What ends a hold: the annotation of its Service, or the command. */
  private static String end(Hold hold) {
    return hold.key().kind() == Hold.Kind.SERVICE_LOSS
        ? ServiceControls.RELEASE + ": " + hold.id()
        : "fairway approve " + hold.id();
  }

  /** A sentence about an address that is retained; empty for another one. */
  public Optional<String> sentence(IpPrefix address) {
    return safety.retained().stream()
        .filter(kept -> kept.address().equals(address))
        .findFirst()
        .map(
            kept ->
                address.addressText()
                    + " is in no EndpointSlice any more and keeps its rules "
                    + end(kept)
                    + ".");
  }

  private String end(RetainedAddress kept) {
    return ending(
        kept.until().map(this::instant).orElse(""), kept.hold().orElse(""), kept.until().isEmpty());
  }

  /** When a retained address loses its rules, in a phrase. */
  static String ending(String until, String hold, boolean open) {
    String by = hold.isEmpty() ? "" : ", by hold " + hold;
    if (!until.isEmpty()) {
      return "until " + until + by;
    }
    return hold.isEmpty()
        ? open ? "until its pod is gone" : "for now"
        : "as long as hold " + hold + " lasts";
  }

  private String instant(Duration time) {
    return madeAt
        .map(at -> at.minus(safety.now().minus(time)).truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("");
  }
}
