package dev.fairway.k8s.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.api.ApiFailure.Kind;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiFailureTest {

  private static final RequestAttributes LIST =
      new RequestAttributes("list", "endpointslices", "discovery.k8s.io");

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), Kind.REFUSED),
        Arguments.of(new ConnectException("Operation timed out"), Kind.TIMEOUT),
        Arguments.of(new SocketTimeoutException("timeout"), Kind.TIMEOUT),
        Arguments.of(new InterruptedIOException("timeout"), Kind.TIMEOUT),
        Arguments.of(new TimeoutException(), Kind.TIMEOUT),
        Arguments.of(new NoRouteToHostException(), Kind.UNKNOWN_HOST),
        Arguments.of(new UnknownHostException("k8s.example.org"), Kind.UNKNOWN_HOST),
        Arguments.of(new SocketException("Connection reset"), Kind.CUT),
        Arguments.of(new EOFException(), Kind.CUT),
        Arguments.of(new IOException("unexpected end of stream"), Kind.CUT),
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: bad_certificate"), Kind.CERTIFICATE),
        Arguments.of(new ClassCastException("x"), Kind.UNREADABLE),
        Arguments.of(new IllegalStateException("x"), Kind.OTHER));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void of_failureBelowHttp_isKnownHoweverItIsWrapped(Throwable failure, Kind kind) {
    assertEquals(kind, ApiFailure.of(failure, LIST).kind());
    Throwable wrapped =
        new CompletionException(
            new WatcherException("x", new KubernetesClientException("y", failure)));
    assertEquals(ApiFailure.of(failure, LIST), ApiFailure.of(wrapped, LIST));
  }

  @Test
  void of_certificatesOutsideTheirValidity_areDistinguished() {
    assertEquals(
        "the API server's certificate has expired",
        handshake(new CertificateExpiredException("NotAfter: Sat Jan 03")).sentence());
    assertEquals(
        "the API server's certificate is not valid yet; is the clock right?",
        handshake(new CertificateNotYetValidException("NotBefore: Sat Jan 03")).sentence());
  }

  /** As the JDK throws it. */
  private static ApiFailure handshake(CertificateException cause) {
    Throwable path = new CertPathValidatorException("validity check failed", cause);
    return ApiFailure.of(
        new SSLHandshakeException("PKIX path validation failed").initCause(path), LIST);
  }

  @Test
  void of_unknownHost_namesIt() {
    assertEquals(
        "the API server's host 'k8s.example.org' is not known",
        ApiFailure.of(new UnknownHostException("k8s.example.org: Name or service not known"), LIST)
            .sentence());
  }

  @Test
  void of_forbidden_namesVerbAndResource() {
    KubernetesClientException forbidden =
        new KubernetesClientException(
            new StatusBuilder().withCode(403).withMessage("whatever it says").build());

    ApiFailure problem = ApiFailure.of(forbidden, LIST);

    assertEquals(Kind.FORBIDDEN, problem.kind());
    assertEquals(ApiFailure.ofCode(403, LIST), problem);
    assertTrue(problem.sentence().contains("list endpointslices.discovery.k8s.io"));
    assertTrue(problem.sentence().contains("API group 'discovery.k8s.io'"));
    assertFalse(
        ApiFailure.ofCode(403, new RequestAttributes("patch", "services/status", ""))
            .sentence()
            .contains("API group"));
  }

  @Test
  void of_unauthorizedAndGone_haveTheirOwnKinds() {
    assertEquals(Kind.UNAUTHORIZED, ApiFailure.ofCode(401, LIST).kind());
    assertEquals(Kind.GONE, ApiFailure.ofCode(410, LIST).kind());
  }

  @Test
  void of_anyOtherResponse_repeatsTheServersMessageOnOneLineAndCut() {
    KubernetesClientException answered =
        new KubernetesClientException(
            new StatusBuilder()
                .withCode(500)
                .withMessage("no\n\n leader " + "x".repeat(999))
                .build());

    String sentence = ApiFailure.of(answered, LIST).sentence();

    assertTrue(
        sentence.startsWith(
            "the Kubernetes API answered 500 to list endpointslices.discovery.k8s.io: no leader x"),
        sentence);
    assertTrue(sentence.endsWith(" ..."), sentence);
    assertTrue(sentence.length() < 450);
  }

  @Test
  void of_anythingElse_namesTheExceptionWithoutItsMessage() {
    assertEquals(
        "could not list endpointslices.discovery.k8s.io: IllegalStateException",
        ApiFailure.of(new RuntimeException(new IllegalStateException("Bearer abc")), LIST)
            .sentence());
  }

  @Test
  void of_causesInACircle_comesToAnEnd() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException other = new RuntimeException("other", one);
    one.initCause(other);

    assertEquals(Kind.OTHER, ApiFailure.of(one, LIST).kind());
  }
}
