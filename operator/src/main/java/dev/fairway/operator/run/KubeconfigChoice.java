package dev.fairway.operator.run;

import dev.fairway.core.diagnostic.NearestWord;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One context of a kubeconfig, and what it names.
 *
 * @param context its name
 * @param cluster the cluster
 * @param user the user; empty: nobody in particular
 */
record KubeconfigChoice(String context, Optional<Cluster> cluster, Optional<AuthInfo> user) {

  /**
   * The context that is meant.
   *
   * @throws StartException where there is none, or it names what is not there
   */
  static KubeconfigChoice of(Path file, Config parsed, Optional<String> wanted) {
    String name = wanted.orElseGet(() -> current(file, parsed));
    Context context =
        all(parsed.getContexts())
            .filter(one -> name.equals(one.getName()))
            .map(NamedContext::getContext)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(() -> unknown(file, "context", name, contexts(parsed)));
    return new KubeconfigChoice(
        name, Optional.of(cluster(file, parsed, context)), user(file, parsed, context));
  }

  private static <T> Stream<T> all(List<T> items) {
    return items == null ? Stream.of() : items.stream().filter(Objects::nonNull);
  }

  private static List<String> contexts(Config parsed) {
    return names(all(parsed.getContexts()).map(NamedContext::getName));
  }

  private static List<String> names(Stream<String> names) {
    return names.filter(Objects::nonNull).sorted().distinct().toList();
  }

  private static String current(Path file, Config parsed) {
    return Optional.ofNullable(parsed.getCurrentContext())
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new StartException(
                    "kubeconfig "
                        + file
                        + " has no current context; say which with --context NAME; "
                        + known("contexts", contexts(parsed))));
  }

  private static Cluster cluster(Path file, Config parsed, Context context) {
    String name = Optional.ofNullable(context.getCluster()).orElse("");
    Cluster cluster =
        all(parsed.getClusters())
            .filter(one -> name.equals(one.getName()))
            .map(NamedCluster::getCluster)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(
                () ->
                    unknown(
                        file,
                        "cluster",
                        name,
                        names(all(parsed.getClusters()).map(NamedCluster::getName))));
    checkServer(file, name, Optional.ofNullable(cluster.getServer()).orElse(""));
    return cluster;
  }

  private static void checkServer(Path file, String cluster, String server) {
    try {
      URI url = new URI(server);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException malformed) {
      // Said below; the text itself may hold a password.
    }
    throw new StartException(
        "kubeconfig "
            + file
            + ": the server of cluster '"
            + cluster
            + "' is no URL of an API server, as in https://10.0.0.1:6443");
  }

  private static Optional<AuthInfo> user(Path file, Config parsed, Context context) {
    Optional<String> name = Optional.ofNullable(context.getUser()).filter(text -> !text.isEmpty());
    return name.map(
        wanted ->
            all(parsed.getUsers())
                .filter(one -> wanted.equals(one.getName()))
                .map(NamedAuthInfo::getUser)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                    () ->
                        unknown(
                            file,
                            "user",
                            wanted,
                            names(all(parsed.getUsers()).map(NamedAuthInfo::getName)))));
  }

  private static StartException unknown(Path file, String what, String name, List<String> known) {
    return new StartException(
        "kubeconfig "
            + file
            + " has no "
            + what
            + " '"
            + name
            + "'"
            + NearestWord.hint(name, known)
            + "; "
            + known(what + "s", known));
  }

  private static String known(String what, List<String> names) {
    return what + ": " + (names.isEmpty() ? "none" : String.join(", ", names));
  }
}
