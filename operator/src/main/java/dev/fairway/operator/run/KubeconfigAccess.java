package dev.fairway.operator.run;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that a kubeconfig names. Stateless; reads the file each time. */
public final class KubeconfigAccess implements ClusterAccess {

  private final Path file;
  private final Optional<String> context;

  /**
   * That file.
   *
   * @param context the context in it; empty: the file's current one
   */
  public KubeconfigAccess(Path file, Optional<String> context) {
    this.file = file;
    this.context = context;
  }

  @Override
  public Config config() {
    io.fabric8.kubernetes.api.model.Config parsed = KubeconfigFile.parse(file);
    KubeconfigChoice choice = KubeconfigChoice.of(file, parsed, context);
    choice.cluster().ifPresent(this::check);
    choice.user().ifPresent(this::check);
    Config config = Config.empty();
    try {
      KubeConfigUtils.merge(config, choice.context(), parsed);
    } catch (KubernetesClientException failed) {
      // What failed may repeat what a command of the file printed, which may be a token.
      throw noCredentials();
    }
    if (choice.user().filter(user -> user.getExec() != null).isPresent()
        && config.getAutoOAuthToken() == null
        && config.getClientCertData() == null) {
      throw noCredentials();
    }
    choice.user().ifPresent(user -> complete(config, user));
    return config;
  }

  /** What fabric8's client passes over: it would be somebody else, or nobody, without a word. */
  private void complete(Config config, AuthInfo user) {
    if (user.getTokenFile() != null) {
      TokenFile token = TokenFile.read(file.resolveSibling(user.getTokenFile()));
      config.setOauthTokenProvider(token::current);
    }
    if (user.getAs() != null) {
      config.setImpersonateUsername(user.getAs());
      config.setImpersonateGroups(
          Optional.ofNullable(user.getAsGroups()).orElse(List.of()).toArray(String[]::new));
      config.setImpersonateExtras(Optional.ofNullable(user.getAsUserExtra()).orElse(Map.of()));
    }
  }

  private StartException noCredentials() {
    return new StartException(
        "kubeconfig " + file + ": the command that gives the credentials of its user gave none");
  }

  private void check(Cluster cluster) {
    require("certificate-authority", Optional.ofNullable(cluster.getCertificateAuthority()));
    requireBase64(
        "certificate-authority-data", Optional.ofNullable(cluster.getCertificateAuthorityData()));
  }

  private void check(AuthInfo user) {
    require("client-certificate", Optional.ofNullable(user.getClientCertificate()));
    require("client-key", Optional.ofNullable(user.getClientKey()));
    require("tokenFile", Optional.ofNullable(user.getTokenFile()));
    requireBase64("client-certificate-data", Optional.ofNullable(user.getClientCertificateData()));
    requireBase64("client-key-data", Optional.ofNullable(user.getClientKeyData()));
  }

  private void require(String key, Optional<String> name) {
    if (name.isPresent() && !Files.isReadable(file.resolveSibling(name.get()))) {
      throw new StartException(
          "kubeconfig " + file + ": " + key + " '" + name.get() + "' is no file that can be read");
    }
  }

  private void requireBase64(String key, Optional<String> data) {
    try {
      data.ifPresent(text -> Base64.getDecoder().decode(text.strip()));
    } catch (IllegalArgumentException malformed) {
      throw new StartException("kubeconfig " + file + ": " + key + " is not Base64");
    }
  }
}
