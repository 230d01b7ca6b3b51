package dev.fairway.operator.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The reason why the API server did not answer as it should.
 *
 * @param temporary true where it makes sense to wait
 * @param sentence what is wrong, without secrets
 */
public record ApiServerFailure(boolean temporary, String sentence) {

  private static final int SERVER_FAULT = 500;
  private static final int TOO_MANY = 429;

  private static final String UNTRUSTED =
      "has a certificate that the authority we were given did not sign";
  private static final String LATE = "does not answer in time";

  private record Cause(Class<? extends Throwable> type, boolean temporary, String text) {}

  private static final List<Cause> CAUSES =
      List.of(
          new Cause(CertificateExpiredException.class, false, "has a certificate that has expired"),
          new Cause(
              CertificateNotYetValidException.class,
              false,
              "has a certificate that is not valid yet; is the clock right?"),
          new Cause(CertPathBuilderException.class, false, UNTRUSTED),
          new Cause(CertPathValidatorException.class, false, UNTRUSTED),
          new Cause(SSLPeerUnverifiedException.class, false, "has a certificate for another name"),
          new Cause(
              SSLException.class,
              true,
              "and we find no common TLS: does it speak TLS, and does it want a certificate?"),
          new Cause(UnknownHostException.class, true, "cannot be found: nobody knows that host"),
          new Cause(ConnectException.class, true, "does not answer: the connection is refused"),
          new Cause(InterruptedIOException.class, true, LATE),
          new Cause(TimeoutException.class, true, LATE));

  /** The failure of a call, by its kind alone: its message may repeat anything. */
  public static ApiServerFailure of(String server, KubernetesClientException failed) {
    if (failed.getCode() > 0) {
      return ofStatus(server, failed.getCode());
    }
    Optional<Cause> found = Optional.empty();
    // The deepest cause knows best.
    for (@Nullable Throwable thrown = failed; thrown != null; thrown = thrown.getCause()) {
      Throwable cause = thrown;
      Optional<Cause> deeper =
          CAUSES.stream().filter(known -> known.type.isInstance(cause)).findFirst();
      found = deeper.isPresent() ? deeper : found;
    }
    return found
        .map(cause -> new ApiServerFailure(cause.temporary, server + " " + cause.text))
        .orElse(new ApiServerFailure(true, server + " does not answer"));
  }

  private static ApiServerFailure ofStatus(String server, int status) {
    return switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new ApiServerFailure(
              false,
              server
                  + " does not accept our credentials (HTTP 401): the token or certificate is wrong"
                  + " or has expired");
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new ApiServerFailure(
              false, server + " answers, but is no Kubernetes API server (HTTP 404)");
      default ->
          new ApiServerFailure(
              status >= SERVER_FAULT || status == TOO_MANY,
              server + " refuses to answer (HTTP " + status + ")");
    };
  }
}
