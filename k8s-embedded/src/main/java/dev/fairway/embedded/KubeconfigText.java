package dev.fairway.embedded;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig for one cluster, as YAML. */
final class KubeconfigText {

  private KubeconfigText() {}

  static String of(URI url, String authorityPem, String token) {
    return """
        apiVersion: v1
        kind: Config
        current-context: embedded
        clusters:
        - name: embedded
          cluster:
            server: "%s"
        %scontexts:
        - name: embedded
          context:
            cluster: embedded
            user: embedded
        users:
        - name: embedded
          user: {%s}
        """
        .formatted(url, authority(authorityPem), token.isEmpty() ? "" : "token: \"" + token + "\"");
  }

  private static String authority(String pem) {
    byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
    return pem.isEmpty()
        ? ""
        : "    certificate-authority-data: " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }
}
