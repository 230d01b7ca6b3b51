package dev.fairway.operator.run;

import dev.fairway.core.diagnostic.NearestWord;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The cluster and the user of one context of a kubeconfig: what {@link Config#fromKubeconfig} takes
 * from it, and besides the {@code tokenFile} and the impersonation that it passes over without a
 * word. Checked first, because the client ignores names that are not there. No message repeats a
 * value of the file but names: it holds secrets. Stateless; reads the file each time.
 */
public final class KubeconfigAccess implements ClusterAccess {

  private static final long LARGEST = 1 << 20;

  private final Path file;
  private final Optional<String> context;

  /**
   * The access by a kubeconfig.
   *
   * @param context the context in it; empty: the file's current one
   */
  public KubeconfigAccess(Path file, Optional<String> context) {
    this.file = file;
    this.context = context;
  }

  @Override
  public Config config() {
    io.fabric8.kubernetes.api.model.Config parsed = parse();
    String name = context.orElseGet(() -> currentContext(parsed));
    Context chosen =
        named(
            "context", name, parsed.getContexts(), NamedContext::getName, NamedContext::getContext);
    checkCluster(parsed, Optional.ofNullable(chosen.getCluster()).orElse(""));
    Optional<AuthInfo> user =
        Optional.ofNullable(chosen.getUser())
            .filter(text -> !text.isEmpty())
            .map(
                text ->
                    named(
                        "user",
                        text,
                        parsed.getUsers(),
                        NamedAuthInfo::getName,
                        NamedAuthInfo::getUser));
    user.ifPresent(this::checkUser);
    try {
      Config config = Config.fromKubeconfig(name, file.toFile());
      user.ifPresent(info -> complete(config, info));
      return config;
    } catch (KubernetesClientException failed) {
      // What failed may repeat what a command of the file printed, which may be a token.
      throw noCredentials();
    }
  }

  /** The credentials that fabric8's client passes over: it would be another user, or none. */
  private void complete(Config config, AuthInfo user) {
    if (user.getExec() != null
        && config.getAutoOAuthToken() == null
        && config.getClientCertData() == null) {
      throw noCredentials();
    }
    if (user.getTokenFile() != null) {
      TokenFile token = new TokenFile(file.resolveSibling(user.getTokenFile()));
      config.setOauthTokenProvider(token::current);
    }
    if (user.getAs() != null) {
      config.setImpersonateUsername(user.getAs());
      config.setImpersonateGroups(
          Optional.ofNullable(user.getAsGroups()).orElse(List.of()).toArray(String[]::new));
      config.setImpersonateExtras(Optional.ofNullable(user.getAsUserExtra()).orElse(Map.of()));
    }
  }

  private io.fabric8.kubernetes.api.model.Config parse() {
    if (!Files.exists(file)) {
      throw problem(": there is no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw problem(" is no file that can be read; check its permissions");
    }
    if (file.toFile().length() > LARGEST) {
      throw problem(" is larger than 1 MiB");
    }
    try {
      return KubeConfigUtils.parseConfig(file.toFile());
    } catch (RuntimeException malformed) {
      // Whatever its parsers throw; of an empty file it says so by a NullPointerException.
      throw problem(
          " is not a kubeconfig"
              + line(malformed)
                  .map(at -> ": it cannot be read from line " + at + " on")
                  .orElse(""));
    }
  }

  private static Optional<Integer> line(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException yaml && yaml.getProblemMark().isPresent()) {
        return Optional.of(yaml.getProblemMark().get().getLine() + 1);
      }
    }
    return Optional.empty();
  }

  private String currentContext(io.fabric8.kubernetes.api.model.Config parsed) {
    return Optional.ofNullable(parsed.getCurrentContext())
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                problem(
                    " has no current context; say which with --context NAME; "
                        + known("context", names(parsed.getContexts(), NamedContext::getName))));
  }

  private <N, V> V named(
      String kind, String name, List<N> items, Function<N, String> nameOf, Function<N, V> valueOf) {
    return all(items)
        .filter(item -> name.equals(nameOf.apply(item)))
        .map(valueOf)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = names(items, nameOf);
              String hint = NearestWord.hint(name, names);
              return problem(
                  " has no %s '%s'%s; %s".formatted(kind, name, hint, known(kind, names)));
            });
  }

  private static <N> List<String> names(List<N> items, Function<N, String> nameOf) {
    return all(items).map(nameOf).filter(Objects::nonNull).sorted().distinct().toList();
  }

  private static <N> Stream<N> all(List<N> items) {
    return items == null ? Stream.of() : items.stream().filter(Objects::nonNull);
  }

  private static String known(String kind, List<String> names) {
    return kind + "s: " + (names.isEmpty() ? "none" : String.join(", ", names));
  }

  private void checkCluster(io.fabric8.kubernetes.api.model.Config parsed, String name) {
    Cluster cluster =
        named(
            "cluster", name, parsed.getClusters(), NamedCluster::getName, NamedCluster::getCluster);
    if (!isServer(Optional.ofNullable(cluster.getServer()).orElse(""))) {
      throw problem(
          ": the server of cluster '%s' is no URL of an API server, as in https://10.0.0.1:6443"
              .formatted(name));
    }
    checkFile("certificate-authority", cluster.getCertificateAuthority());
    checkBase64("certificate-authority-data", cluster.getCertificateAuthorityData());
  }

  private static boolean isServer(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null && url.getUserInfo() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private void checkUser(AuthInfo user) {
    checkFile("client-certificate", user.getClientCertificate());
    checkFile("client-key", user.getClientKey());
    checkFile("tokenFile", user.getTokenFile());
    checkBase64("client-certificate-data", user.getClientCertificateData());
    checkBase64("client-key-data", user.getClientKeyData());
  }

  private void checkFile(String key, @Nullable String name) {
    if (name != null && !Files.isReadable(file.resolveSibling(name))) {
      throw problem(": " + key + " '" + name + "' is no file that can be read");
    }
  }

  private void checkBase64(String key, @Nullable String data) {
    try {
      Optional.ofNullable(data).ifPresent(text -> Base64.getDecoder().decode(text.strip()));
    } catch (IllegalArgumentException malformed) {
      throw problem(": " + key + " is not Base64");
    }
  }

  private StartException noCredentials() {
    return problem(": the command that gives the credentials of its user gave none");
  }

  private StartException problem(String text) {
    return new StartException("kubeconfig " + file + text);
  }
}
