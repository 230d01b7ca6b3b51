package dev.fairway.operator.run;

import dev.fairway.k8s.api.DenialGracePeriod;
import dev.fairway.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The preflight checks of a start: the API server answers, and gives this process its permissions.
 */
final class ApiServerPreflight {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final Duration BEFORE_BELIEVED = Duration.ofMillis(500);
  private static final int LONGEST_CALL_MILLIS = 5_000;

  private final ClusterAccess cluster;
  private final Settings settings;
  private final OperatorHealth health;
  private final LongSupplier nanoClock;
  private OptionalLong deniedSince = OptionalLong.empty();
  private boolean readyWhenDenied;
  private String lastProblem = "";
  private List<RequiredPermission> lacking = List.of();

  ApiServerPreflight(
      ClusterAccess cluster, Settings settings, OperatorHealth health, LongSupplier nanoClock) {
    this.cluster = cluster;
    this.settings = settings;
    this.health = health;
    this.nanoClock = nanoClock;
  }

  /**
   * Waits until the API server answers; false where the stop signal came first. What it denies is
   * believed when it was denied again after the server said that it is ready, or for as long as
   * {@link DenialGracePeriod#LENGTH}: a server that has just started denies what it allows later.
   *
   * @throws StartException where the answer is that this process cannot work with it
   */
  boolean passes(StopSignal stop) {
    Config config = cluster.config();
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(LONGEST_CALL_MILLIS);
    config.setConnectionTimeout(LONGEST_CALL_MILLIS);
    try (KubernetesClient client = client(config)) {
      while (!stop.isGiven()) {
        if (answers(client, config.getMasterUrl())) {
          return true;
        }
        stop.await(readyWhenDenied ? BEFORE_BELIEVED : BETWEEN_TRIES);
      }
      return false;
    }
  }

  private static KubernetesClient client(Config config) {
    try {
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (RuntimeException unreadable) {
      // Whatever reads PEM throws, and may repeat what it read.
      throw new StartException(
          "the certificates for the API server at "
              + config.getMasterUrl()
              + " cannot be used: the authority's, our own and its key must be PEM, and the last"
              + " two belong together");
    }
  }

  private boolean answers(KubernetesClient client, String server) {
    List<RequiredPermission> missing;
    try {
      missing = missing(client, RequiredPermission.of(settings));
    } catch (KubernetesClientException failed) {
      ApiServerFailure failure = ApiServerFailure.of(server, failed);
      boolean denied =
          failed.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
              || failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
      if (!failure.temporary() && !(denied && mayPass(client))) {
        throw new StartException("the API server at " + failure.sentence());
      }
      if (!denied) {
        deniedSince = OptionalLong.empty();
        readyWhenDenied = false;
      }
      waitFor("the API server at " + failure.sentence());
      return false;
    } catch (IllegalArgumentException unsendable) {
      // Thrown by the HTTP client, before anything is sent; its words may repeat the token.
      throw new StartException(
          "the token for the API server at "
              + server
              + " cannot be sent: it must be one line of ASCII characters");
    }
    if (!missing.isEmpty() && mayPass(client)) {
      waitFor(
          "this process "
              + missing.stream()
                  .map(RequiredPermission::missing)
                  .collect(Collectors.joining("; it ")));
      return false;
    }
    check(missing);
    return true;
  }

  /** False where a denial is to be believed. */
  private boolean mayPass(KubernetesClient client) {
    long now = nanoClock.getAsLong();
    deniedSince = OptionalLong.of(deniedSince.orElse(now));
    if (readyWhenDenied || now - deniedSince.getAsLong() >= DenialGracePeriod.LENGTH.toNanos()) {
      return false;
    }
    readyWhenDenied = isReady(client);
    return true;
  }

  /** Whether the server says that it has read what it authorizes by. */
  private static boolean isReady(KubernetesClient client) {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException unanswered) {
      return false;
    }
  }

  private void waitFor(String problem) {
    health.waitsFor(problem);
    if (!problem.equals(lastProblem)) {
      LOG.warn("{}; waits for it", problem);
      lastProblem = problem;
    }
  }

  private void check(List<RequiredPermission> missing) {
    List<RequiredPermission> essential =
        missing.stream()
            .filter(permission -> permission.purpose() == RequiredPermission.Purpose.READ)
            .toList();
    if (!essential.isEmpty()) {
      throw new StartException(
          "this process "
              + essential.stream()
                  .map(RequiredPermission::missing)
                  .collect(Collectors.joining("; it ")));
    }
    missing.forEach(
        permission -> LOG.warn("this process {}; it runs on without", permission.missing()));
    health.lacks(missing);
    lacking = missing;
  }

  /** False where the API server said, as the checks passed, that the Lease may not be read. */
  boolean mayReadLease() {
    return !lacking.contains(RequiredPermission.readLease(settings));
  }

  /**
   * The permissions that the process does not have by the API server's review of it
   * (SelfSubjectAccessReview), in their order.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server does not
   *     answer
   */
  static List<RequiredPermission> missing(
      KubernetesClient client, List<RequiredPermission> required) {
    return required.stream().filter(permission -> !has(client, permission)).toList();
  }

  private static boolean has(KubernetesClient client, RequiredPermission permission) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(permission.verb())
            .withGroup(permission.group())
            .withResource(permission.resource())
            .withSubresource(permission.subresource())
            .withNamespace(permission.namespace().orElse(""))
            .withName(permission.name().orElse(""))
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer =
        client.authorization().v1().selfSubjectAccessReview().create(review);
    return Optional.ofNullable(answer.getStatus())
        .map(status -> Boolean.TRUE.equals(status.getAllowed()))
        .orElse(false);
  }
}
