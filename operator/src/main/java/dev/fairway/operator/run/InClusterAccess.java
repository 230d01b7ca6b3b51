package dev.fairway.operator.run;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The access of a pod to its own cluster, by its service account and nothing else. */
public final class InClusterAccess implements ClusterAccess {

  /** The folder of a pod's service account. */
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  private final Map<String, String> environment;
  private final Path account;

  /**
   * The access by these.
   *
   * @param account the folder with {@code token} and {@code ca.crt}
   */
  public InClusterAccess(Map<String, String> environment, Path account) {
    this.environment = Map.copyOf(environment);
    this.account = account;
  }

  @Override
  public Config config() {
    String host = variable(HOST);
    String port = variable(PORT);
    Path authority = account.resolve("ca.crt");
    if (!Files.isReadable(authority)) {
      throw new StartException(authority + " cannot be read; is the service account mounted?");
    }
    TokenFile token = new TokenFile(account.resolve("token"));
    Config config = Config.empty();
    config.setMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    config.setCaCertFile(authority.toString());
    config.setOauthTokenProvider(token::current);
    return config;
  }

  private String variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new StartException(
                    "this process is no pod of a cluster ("
                        + name
                        + " is not set): say which cluster is meant with --kubeconfig FILE"));
  }
}
