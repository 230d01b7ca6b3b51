package dev.fairway.k8s.api;

import com.fasterxml.jackson.core.JacksonException;
import dev.fairway.k8s.api.ApiFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The sentences of failures below HTTP. The messages of exceptions are not repeated but for the
 * name of a host: those of TLS hold whole certificates.
 */
final class ConnectionFailures {

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              ConnectionFailures::isExpired,
              Kind.CERTIFICATE,
              "the API server's certificate has expired"),
          new Rule(
              CertificateNotYetValidException.class::isInstance,
              Kind.CERTIFICATE,
              "the API server's certificate is not valid yet; is the clock right?"),
          new Rule(
              SSLPeerUnverifiedException.class::isInstance,
              Kind.CERTIFICATE,
              "the API server's certificate is for another host name than the one called"),
          new Rule(
              cause -> cause.getClass().getName().contains("CertPath"),
              Kind.CERTIFICATE,
              "the API server's certificate is not signed by a trusted authority; is the right"
                  + " certificate authority set?"),
          new Rule(
              ConnectionFailures::isAlert,
              Kind.CERTIFICATE,
              "the API server does not accept the client certificate, or the way TLS is spoken"),
          new Rule(
              SSLException.class::isInstance,
              Kind.CERTIFICATE,
              "no TLS connection to the API server could be made; does it speak TLS at that"
                  + " address?"),
          new Rule(
              NoRouteToHostException.class::isInstance,
              Kind.UNKNOWN_HOST,
              "there is no route to the API server's host"),
          new Rule(
              PortUnreachableException.class::isInstance,
              Kind.REFUSED,
              "nobody listens at the API server's address"),
          new Rule(
              ConnectionFailures::isTimeout, Kind.TIMEOUT, "the API server did not answer in time"),
          new Rule(
              ConnectException.class::isInstance,
              Kind.REFUSED,
              "the connection to the API server was refused"),
          new Rule(
              JacksonException.class::isInstance,
              Kind.UNREADABLE,
              "the answer of the API server cannot be read"),
          new Rule(
              ClassCastException.class::isInstance,
              Kind.UNREADABLE,
              "the API server sent another kind of object than was asked for"),
          new Rule(
              cause -> cause instanceof EOFException || cause instanceof IOException,
              Kind.CUT,
              "the connection to the API server broke"));

  private ConnectionFailures() {}

  /**
   * A failure that is known by one of its causes.
   *
   * @param test true for that cause
   * @param kind the kind of failure
   * @param sentence for the user
   */
  private record Rule(Predicate<Throwable> test, Kind kind, String sentence) {}

  /** The first rule that one of the causes meets. */
  static Optional<ApiFailure> find(List<Throwable> chain) {
    for (Throwable cause : chain) {
      if (cause instanceof UnknownHostException unknown) {
        return Optional.of(new ApiFailure(Kind.UNKNOWN_HOST, unknownHost(unknown)));
      }
    }
    return RULES.stream()
        .filter(rule -> chain.stream().anyMatch(rule.test()))
        .findFirst()
        .map(rule -> new ApiFailure(rule.kind(), rule.sentence()));
  }

  private static String unknownHost(UnknownHostException unknown) {
    String host = message(unknown).split("[:\\s]", 2)[0];
    return "the API server's host" + (host.isEmpty() ? "" : " '" + host + "'") + " is not known";
  }

  private static boolean isExpired(Throwable cause) {
    return cause instanceof CertificateExpiredException
        || (cause instanceof CertPathValidatorException path
            && path.getReason() == BasicReason.EXPIRED);
  }

  private static boolean isAlert(Throwable cause) {
    return cause instanceof SSLException
        && message(cause).toLowerCase(Locale.ROOT).contains("fatal alert");
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof InterruptedIOException
        || cause instanceof TimeoutException
        || (cause instanceof ConnectException
            && message(cause).toLowerCase(Locale.ROOT).contains("timed out"));
  }

  private static String message(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("");
  }
}
