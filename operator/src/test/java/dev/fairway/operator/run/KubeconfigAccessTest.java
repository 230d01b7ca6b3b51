package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubeconfig is taken as it stands, or refused with a sentence that repeats no secret. */
class KubeconfigAccessTest {

  private static final String GOOD =
      """
      apiVersion: v1
      kind: Config
      current-context: shop
      contexts:
        - {name: shop, context: {cluster: eu, user: operator}}
        - {name: other, context: {cluster: us}}
        - {name: broken, context: {cluster: nowhere}}
        - {name: nobody, context: {cluster: eu, user: ghost}}
      clusters:
        - {name: eu, cluster: {server: "https://10.0.0.1:6443"}}
        - {name: us, cluster: {server: "http://127.0.0.1:8001"}}
      users:
        - {name: operator, user: {token: hunter2}}
      """;

  @TempDir private Path folder;

  private Config config(String text, String... context) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), text);
    return new KubeconfigAccess(
            file, context.length == 0 ? Optional.empty() : Optional.of(context[0]))
        .config();
  }

  private String problem(String text, String... context) {
    String problem = assertThrows(StartException.class, () -> config(text, context)).problem();
    assertFalse(problem.contains("hunter2"), problem);
    assertFalse(problem.contains("\n"), problem);
    return problem.replace(folder.resolve("kubeconfig").toString(), "FILE");
  }

  @Test
  void config_ofTheCurrentContext_isItsClusterAndUser() throws IOException {
    Config config = config(GOOD);
    assertEquals("https://10.0.0.1:6443/", config.getMasterUrl());
    assertEquals("hunter2", config.getAutoOAuthToken());
  }

  @Test
  void config_ofANamedContext_isThatOne() throws IOException {
    Config config = config(GOOD, "other");
    assertEquals("http://127.0.0.1:8001/", config.getMasterUrl());
    assertNull(config.getAutoOAuthToken());
  }

  @Test
  void config_whatTheSystemsPropertiesSay_isNotLookedAt() throws IOException {
    System.setProperty("kubernetes.master", "https://elsewhere.example");
    System.setProperty("kubernetes.auth.token", "another");
    try {
      Config config = config(GOOD, "other");
      assertEquals("http://127.0.0.1:8001/", config.getMasterUrl());
      assertNull(config.getAutoOAuthToken());
      assertNull(config.getOauthToken());
    } finally {
      System.clearProperty("kubernetes.master");
      System.clearProperty("kubernetes.auth.token");
    }
  }

  @Test
  void config_tokenFileAndImpersonation_areNotPassedOver() throws IOException {
    Files.writeString(folder.resolve("token"), "first\n");
    Config config =
        config(
            GOOD.replace(
                "{token: hunter2}", "{tokenFile: token, as: somebody, as-groups: [readers]}"));
    assertEquals("first", config.getOauthTokenProvider().getToken());
    Files.writeString(folder.resolve("token"), "second\n");
    assertEquals("second", config.getOauthTokenProvider().getToken());
    Files.delete(folder.resolve("token"));
    assertEquals("second", config.getOauthTokenProvider().getToken());
    assertEquals("somebody", config.getImpersonateUsername());
    assertEquals("readers", config.getImpersonateGroups()[0]);
  }

  @Test
  void file_thatIsNone_isNamed() {
    Path missing = folder.resolve("missing");
    assertEquals(
        "kubeconfig " + missing + ": there is no such file",
        assertThrows(
                StartException.class,
                () -> new KubeconfigAccess(missing, Optional.empty()).config())
            .problem());
    assertTrue(
        assertThrows(
                StartException.class, () -> new KubeconfigAccess(folder, Optional.empty()).config())
            .problem()
            .endsWith("is no file that can be read; check its permissions"));
  }

  @Test
  void text_thatIsNoKubeconfig_isRefusedWithItsPlace() {
    assertTrue(
        problem("users:\n- {name: a, user: {token: hunter2}\n")
            .startsWith("kubeconfig FILE is not a kubeconfig: it cannot be read from line 3"),
        () -> problem("users:\n- {name: a, user: {token: hunter2}\n"));
    assertTrue(problem("hunter2").startsWith("kubeconfig FILE is not a kubeconfig"));
    assertTrue(problem("- hunter2\n").startsWith("kubeconfig FILE is not a kubeconfig"));
    assertEquals("kubeconfig FILE is not a kubeconfig", problem(""));
  }

  @Test
  void context_thatIsNotThere_isNamedWithThoseThatAre() {
    assertEquals(
        "kubeconfig FILE has no context 'shopp'; did you mean 'shop'?;"
            + " contexts: broken, nobody, other, shop",
        problem(GOOD, "shopp"));
    assertEquals(
        "kubeconfig FILE has no current context; say which with --context NAME;"
            + " contexts: broken, nobody, other, shop",
        problem(GOOD.replace("current-context: shop\n", "")));
    assertEquals(
        "kubeconfig FILE has no current context; say which with --context NAME; contexts: none",
        problem("apiVersion: v1\nkind: Config\n"));
    assertEquals(
        "kubeconfig FILE has no cluster 'nowhere'; clusters: eu, us", problem(GOOD, "broken"));
    assertEquals("kubeconfig FILE has no user 'ghost'; users: operator", problem(GOOD, "nobody"));
  }

  @Test
  void server_thatIsNoUrl_isRefusedWithoutRepeatingIt() {
    for (String server :
        new String[] {"", "10.0.0.1:6443", "ftp://a", "https://", "https://a:hunter2@b"}) {
      assertEquals(
          "kubeconfig FILE: the server of cluster 'eu' is no URL of an API server, as in"
              + " https://10.0.0.1:6443",
          problem(GOOD.replace("https://10.0.0.1:6443", server)));
    }
  }

  @Test
  void fileThatItNames_isLookedFor() {
    assertEquals(
        "kubeconfig FILE: certificate-authority 'ca.crt' is no file that can be read",
        problem(GOOD.replace("6443\"}", "6443\", certificate-authority: ca.crt}")));
    assertEquals(
        "kubeconfig FILE: client-key-data is not Base64",
        problem(GOOD.replace("{token: hunter2}", "{client-key-data: 'hunter2!'}")));
  }

  @Test
  void commandForCredentials_thatCannotBeRun_isToldWithoutItsWords() {
    assertEquals(
        "kubeconfig FILE: the command that gives the credentials of its user gave none",
        problem(
            GOOD.replace(
                "{token: hunter2}",
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: /nowhere/hunter2}}")));
  }

  @Test
  void inCluster_withoutItsVariables_saysWhatToSay() {
    assertEquals(
        "this process is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set): say which"
            + " cluster is meant with --kubeconfig FILE",
        assertThrows(StartException.class, () -> new InClusterAccess(Map.of(), folder).config())
            .problem());
  }

  @Test
  void inCluster_readsTheAccountAsItIsAtEachCall() throws IOException {
    Map<String, String> environment =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");
    InClusterAccess access = new InClusterAccess(environment, folder);
    assertTrue(assertThrows(StartException.class, access::config).problem().contains("ca.crt"));
    Files.writeString(folder.resolve("ca.crt"), "certificate");
    assertTrue(assertThrows(StartException.class, access::config).problem().contains("token"));
    Files.writeString(folder.resolve("token"), "first");
    Config config = access.config();
    assertEquals("https://[fd00::1]:443/", config.getMasterUrl());
    assertEquals("first", config.getOauthTokenProvider().getToken());
    Files.writeString(folder.resolve("token"), "second");
    assertEquals("second", config.getOauthTokenProvider().getToken());
  }
}
