package dev.fairway.operator.command;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.operator.lease.LeaseClient;
import dev.fairway.operator.run.ApiServerFailure;
import dev.fairway.operator.settings.Settings.LeaseName;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A session of one user with the Lease of a running operator.
 *
 * @param lease the Lease, and the client
 * @param user the user's name as the API server or else the kubeconfig tells it; empty: neither
 */
record LeaseSession(LeaseClient lease, Optional<String> user) implements AutoCloseable {

  private static final int LONGEST_CALL_MILLIS = 10_000;

  static LeaseSession open(Config config, LeaseName name) {
    config.setRequestTimeout(LONGEST_CALL_MILLIS);
    config.setConnectionTimeout(LONGEST_CALL_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    return new LeaseSession(
        new LeaseClient(client, name), reviewed(client).or(() -> inKubeconfig(config)));
  }

  /** The user as whom the API server takes us; empty where it cannot tell. */
  private static Optional<String> reviewed(KubernetesClient client) {
    try {
      SelfSubjectReview review =
          client.authentication().v1().selfSubjectReviews().create(new SelfSubjectReview());
      return Optional.ofNullable(review.getStatus())
          .map(status -> status.getUserInfo())
          .map(user -> user.getUsername());
    } catch (KubernetesClientException unavailable) {
      // Before Kubernetes 1.28, or without the right; what else is wrong shows in the next call.
      return Optional.empty();
    }
  }

  private static Optional<String> inKubeconfig(Config config) {
    return Optional.ofNullable(config.getImpersonateUsername())
        .or(
            () ->
                Optional.ofNullable(config.getCurrentContext())
                    .map(NamedContext::getContext)
                    .map(Context::getUser));
  }

  /** The statement that this user does something now. */
  Attribution attribution(Optional<String> reason) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Attribution(user, Optional.of(now), reason);
  }

  /** The annotations as they are. */
  LeaseAnnotations read() {
    return LeaseAnnotations.of(call("get", () -> lease.find().orElseThrow(this::missing)));
  }

  /** Changes annotations, under the name of a command. */
  LeaseAnnotations annotate(Map<String, Optional<String>> changes, String command) {
    return LeaseAnnotations.of(call("patch", () -> lease.annotate(changes, "fairway-" + command)));
  }

  private Lease call(String verb, Supplier<Lease> request) {
    try {
      return request.get();
    } catch (KubernetesClientException failed) {
      throw switch (failed.getCode()) {
        case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(verb);
        case HttpURLConnection.HTTP_NOT_FOUND -> missing();
        default ->
            ProblemException.ofArgument(
                "the API server at " + ApiServerFailure.of(server(), failed).sentence(), List.of());
      };
    }
  }

  private String server() {
    return lease.client().getConfiguration().getMasterUrl();
  }

  private ProblemException missing() {
    return ProblemException.ofArgument(
        ("there is no Lease %s in the cluster at %s: 'fairway run' makes it when it starts there;"
                + " where its leaderElection.lease is another, say which with --lease"
                + " NAMESPACE/NAME")
            .formatted(lease.name(), server()),
        List.of());
  }

  private ProblemException forbidden(String verb) {
    return ProblemException.ofArgument(
        ("%s may not %s the Lease %s: bind the Role fairway-approver of operator/deploy/rbac.yaml to"
                + " that user, or another with {apiGroups: [coordination.k8s.io], resources:"
                + " [leases], resourceNames: [%s], verbs: [get, patch]} in namespace %s")
            .formatted(
                user.orElse("this user"),
                verb,
                lease.name(),
                lease.name().name(),
                lease.name().namespace()),
        List.of());
  }

  @Override
  public void close() {
    lease.client().close();
  }
}
