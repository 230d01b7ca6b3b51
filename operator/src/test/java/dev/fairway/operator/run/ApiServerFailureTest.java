package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an API server with which we cannot work, and whether we wait for it. */
class ApiServerFailureTest {

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @TempDir private Path folder;

  private static EmbeddedKubernetes https(HeldCertificate server, HeldCertificate told) {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(server, AUTHORITY.certificate())
            .build();
    return EmbeddedKubernetes.builder()
        .https(certificates.sslContext(), told.certificatePem())
        .start();
  }

  private static HeldCertificate.Builder signed(String name) {
    return new HeldCertificate.Builder().signedBy(AUTHORITY).addSubjectAlternativeName(name);
  }

  private ApiServerFailure failure(String kubeconfig) {
    Path file = folder.resolve("kubeconfig");
    RunningOperator.write(file, kubeconfig);
    Config config = new KubeconfigAccess(file, Optional.empty()).config();
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(2_000);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      ApiServerPreflight.missing(
          client,
          List.of(
              new RequiredPermission(
                  RequiredPermission.Purpose.READ,
                  "list",
                  "",
                  "nodes",
                  "",
                  Optional.empty(),
                  Optional.empty())));
      return Assertions.fail("it answers");
    } catch (KubernetesClientException failed) {
      return ApiServerFailure.of("SERVER", failed);
    }
  }

  private static void assertPermanent(String sentence, ApiServerFailure failure) {
    assertEquals(sentence, failure.sentence());
    assertFalse(failure.temporary());
  }

  private static void assertTemporary(String sentence, ApiServerFailure failure) {
    assertEquals(sentence, failure.sentence());
    assertTrue(failure.temporary());
  }

  private static String at(String server) {
    return """
        current-context: a
        contexts: [{name: a, context: {cluster: a}}]
        clusters: [{name: a, cluster: {server: "%s"}}]
        """
        .formatted(server);
  }

  @Test
  void connection_thatIsRefused_isWaitedFor() {
    URI url;
    try (EmbeddedKubernetes gone = EmbeddedKubernetes.start()) {
      url = gone.url();
    }
    assertTemporary(
        "SERVER does not answer: the connection is refused", failure(at(url.toString())));
  }

  @Test
  void host_thatNobodyKnows_isWaitedFor() {
    assertTemporary(
        "SERVER cannot be found: nobody knows that host", failure(at("https://api.invalid")));
  }

  @Test
  void credentials_thatAreNotAccepted_doNotBecomeRight() {
    try (EmbeddedKubernetes guarded = EmbeddedKubernetes.builder().bearerToken("hunter2").start()) {
      assertPermanent(
          "SERVER does not accept our credentials (HTTP 401): the token or certificate is wrong or"
              + " has expired",
          failure(at(guarded.url().toString())));
    }
  }

  @Test
  void certificate_ofAnotherAuthority_doesNotBecomeRight() {
    HeldCertificate stranger = new HeldCertificate.Builder().certificateAuthority(0).build();
    try (EmbeddedKubernetes server = https(signed("127.0.0.1").build(), stranger)) {
      assertPermanent(
          "SERVER has a certificate that the authority we were given did not sign",
          failure(server.kubeconfig()));
    }
  }

  @Test
  void certificate_thatHasExpired_isSaidSo() {
    HeldCertificate expired =
        signed("127.0.0.1").validityInterval(0, TimeUnit.DAYS.toMillis(1)).build();
    try (EmbeddedKubernetes server = https(expired, AUTHORITY)) {
      assertPermanent("SERVER has a certificate that has expired", failure(server.kubeconfig()));
    }
  }

  @Test
  void certificate_forAnotherName_isSaidSo() {
    try (EmbeddedKubernetes server = https(signed("api.example").build(), AUTHORITY)) {
      assertPermanent("SERVER has a certificate for another name", failure(server.kubeconfig()));
    }
  }

  @Test
  void serverThatSpeaksNoTls_doesNotAnswerInTime() {
    try (EmbeddedKubernetes plain = EmbeddedKubernetes.start()) {
      assertTemporary(
          "SERVER does not answer in time",
          failure(at(plain.url().toString().replace("http:", "https:"))));
    }
  }

  @Test
  void serverThatFails_isWaitedFor() {
    try (EmbeddedKubernetes server = EmbeddedKubernetes.start()) {
      server.faultInjector().answer("create", "selfsubjectaccessreviews", 5, 503);
      assertTemporary("SERVER refuses to answer (HTTP 503)", failure(server.kubeconfig()));
    }
  }
}
