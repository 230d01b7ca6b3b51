package dev.fairway.k8s.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS handshakes that fail, and their sentences. */
class CertificateFailureTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private KeyStore selfSigned(String name, String host) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + host,
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, keytool.exitValue(), Files.readString(folder.resolve(name + ".log")));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static String pem(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate("server");
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static ApiFailure problem(KeyStore server, KeyStore trusted) throws Exception {
    try (EmbeddedKubernetes kubernetes =
            EmbeddedKubernetes.builder().https(context(server), pem(trusted)).start();
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder(Config.fromKubeconfig(kubernetes.kubeconfig()))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
      KubernetesClientException thrown =
          assertThrows(KubernetesClientException.class, () -> client.nodes().list());
      return ApiFailure.of(thrown, new RequestAttributes("list", "nodes", ""));
    }
  }

  @Test
  void of_certificateOfAnUnknownAuthority_saysSo() throws Exception {
    KeyStore server = selfSigned("server", "ip:127.0.0.1");
    KeyStore other = selfSigned("other", "ip:127.0.0.1");

    assertSaid("not signed by a trusted authority", problem(server, other));
  }

  @Test
  void of_certificateForAnotherHost_saysSo() throws Exception {
    KeyStore elsewhere = selfSigned("elsewhere", "dns:k8s.example.org");

    assertSaid("another host name", problem(elsewhere, elsewhere));
  }

  private static void assertSaid(String words, ApiFailure problem) {
    assertEquals(ApiFailure.Kind.CERTIFICATE, problem.kind());
    assertTrue(problem.sentence().contains(words), problem.sentence());
    assertFalse(problem.sentence().contains("CN="), problem.sentence());
  }
}
