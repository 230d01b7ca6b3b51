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
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Why the API server did not answer as it should.
 *
 * @param mayPass true where it makes sense to wait
 * @param sentence what is wrong, without secrets
 */
record ApiServerFailure(boolean mayPass, String sentence) {

  private static final int SERVER_FAULT = 500;
  private static final int TOO_MANY = 429;

  /** What a failed call tells. Only its kind is looked at: its words may repeat anything. */
  static ApiServerFailure of(String server, KubernetesClientException failed) {
    return failed.getCode() > 0
        ? ofStatus(server, failed.getCode())
        : ofCause(failed)
            .map(what -> new ApiServerFailure(what.mayPass(), server + " " + what.sentence()))
            .orElse(new ApiServerFailure(true, server + " does not answer"));
  }

  private static ApiServerFailure ofStatus(String server, int status) {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return new ApiServerFailure(
          false,
          server
              + " does not accept our credentials (HTTP 401): the token or certificate is wrong or"
              + " has expired");
    }
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      return new ApiServerFailure(
          false, server + " answers, but is no Kubernetes API server (HTTP 404)");
    }
    boolean mayPass = status >= SERVER_FAULT || status == TOO_MANY;
    return new ApiServerFailure(mayPass, server + " refuses to answer (HTTP " + status + ")");
  }

  private static Optional<ApiServerFailure> ofCause(Throwable thrown) {
    Optional<ApiServerFailure> found = Optional.empty();
    // The deepest cause knows best.
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<ApiServerFailure> deeper = ofOne(cause);
      found = deeper.isPresent() ? deeper : found;
    }
    return found;
  }

  private static Optional<ApiServerFailure> ofOne(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return lasting("has a certificate that has expired");
    }
    if (cause instanceof CertificateNotYetValidException) {
      return lasting("has a certificate that is not valid yet; is the clock right?");
    }
    if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
      return lasting("has a certificate that the authority we were given did not sign");
    }
    if (cause instanceof SSLPeerUnverifiedException) {
      return lasting("has a certificate for another name");
    }
    if (cause instanceof SSLException) {
      return passing(
          "and we find no common TLS: does it speak TLS, and does it want a certificate?");
    }
    if (cause instanceof UnknownHostException) {
      return passing("cannot be found: nobody knows that host");
    }
    if (cause instanceof ConnectException) {
      return passing("does not answer: the connection is refused");
    }
    return cause instanceof InterruptedIOException || cause instanceof TimeoutException
        ? passing("does not answer in time")
        : Optional.empty();
  }

  private static Optional<ApiServerFailure> lasting(String what) {
    return Optional.of(new ApiServerFailure(false, what));
  }

  private static Optional<ApiServerFailure> passing(String what) {
    return Optional.of(new ApiServerFailure(true, what));
  }
}
