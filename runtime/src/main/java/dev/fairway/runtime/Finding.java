package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.diagnostic.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A finding that keeps a Service from being programmed as it asks.
 *
 * <p>Order: the one that its condition states comes first. Errors come before warnings; then {@link
 * #RANK}; then the message.
 */
record Finding(Severity severity, Condition.Status status, Reason reason, String message)
    implements Comparable<Finding> {

  /**
   * The order of reasons where several fit. First an unknown state; then what only the author of
   * the Service can change; then what only the network team can; then what is on its way; then what
   * is in force in part.
   */
  static final List<Reason> RANK =
      List.of(
          Reason.STALE,
          Reason.NOT_ALLOWED,
          Reason.INVALID_INTENT,
          Reason.UNKNOWN_PORT,
          Reason.UNKNOWN_TRANSPORT,
          Reason.UNSUPPORTED_BY_BACKEND,
          Reason.HELD,
          Reason.DATAPATH_OPAQUE,
          Reason.LIMIT_EXCEEDED,
          Reason.UNDONE_BY_OTHERS,
          Reason.DRIFTED,
          Reason.REFUSED,
          Reason.BACKEND_UNREACHABLE,
          Reason.PENDING,
          Reason.FOREIGN_PENDING,
          Reason.NO_ENDPOINTS,
          Reason.NO_USABLE_PATH,
          Reason.NO_TUNNEL_MEETS_SLO,
          Reason.CONFLICTED,
          Reason.SHADOWED,
          Reason.REMOTE_TRANSPORT_OPEN,
          Reason.FOREIGN_ADDRESS,
          Reason.RETAINED,
          Reason.PARTLY_PROGRAMMED,
          Reason.UNKNOWN_SITE,
          Reason.PROGRAMMED);

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(finding -> RANK.indexOf(finding.reason))
          .thenComparing(Finding::message);

  /** An error for which the Service is not programmed as it asks. */
  static Finding not(Reason reason, String message) {
    return new Finding(Severity.ERROR, Condition.Status.FALSE, reason, message);
  }

  /** An error for which it is unknown whether the Service is programmed as it asks. */
  static Finding unknown(Reason reason, String message) {
    return new Finding(Severity.ERROR, Condition.Status.UNKNOWN, reason, message);
  }

  /**
   * The finding of a diagnostic; empty, where it is a mere notice, or a warning about the text of
   * an intent that is in force all the same.
   */
  static Optional<Finding> of(Diagnostic diagnostic) {
    Reason reason = diagnostic.code().reason();
    boolean spoils =
        diagnostic.isError()
            || (diagnostic.severity() == Severity.WARNING && reason != Reason.INVALID_INTENT);
    return spoils && reason != Reason.PROGRAMMED
        ? Optional.of(
            new Finding(
                diagnostic.severity(), Condition.Status.FALSE, reason, diagnostic.message()))
        : Optional.empty();
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
