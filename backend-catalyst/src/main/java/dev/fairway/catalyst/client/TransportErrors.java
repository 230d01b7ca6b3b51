package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The failures of requests without a whole response: connection, TLS, timeout. */
final class TransportErrors {

  private TransportErrors() {}

  static ManagerException of(ManagerRequest request, IOException fault, boolean sent, String host) {
    if (sent) {
      return afterSending(request, why(fault));
    }
    if (fault instanceof SSLException) {
      return new ManagerException(
          Reason.UNREACHABLE, request.name() + ": " + tlsError(fault, host));
    }
    String sentence =
        request.name() + ": the Manager at " + host + " is not reached: " + why(fault);
    return ManagerException.retryable(Reason.UNREACHABLE, sentence, Optional.empty());
  }

  private static ManagerException afterSending(ManagerRequest request, String why) {
    return request.writes()
        ? new ManagerException(
            Reason.ANSWER_LOST,
            request.name() + ": sent, but its answer did not arrive, so it may be done: " + why)
        : ManagerException.retryable(
            Reason.UNREADABLE, request.name() + ": no answer arrived: " + why, Optional.empty());
  }

  private static String tlsError(IOException fault, String host) {
    if (fault instanceof SSLPeerUnverifiedException) {
      return "the certificate that "
          + host
          + " shows is for another host: use a name that stands"
          + " in it as the Manager's address";
    }
    return "the certificate or the TLS of "
        + host
        + " is not trusted ("
        + why(fault)
        + "): give the certificate that signed it, as PEM, as caFile";
  }

  private static String why(IOException fault) {
    String message = fault.getMessage();
    String name = fault.getClass().getSimpleName();
    return RedactedText.of(message == null ? name : name + ", " + message, List.of());
  }
}
