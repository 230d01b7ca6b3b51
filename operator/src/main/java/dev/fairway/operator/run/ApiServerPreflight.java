package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the API server, and asks it what this process may do. */
final class ApiServerPreflight {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final int LONGEST_CALL_MILLIS = 5_000;

  private final ClusterAccess cluster;
  private final Settings settings;
  private final OperatorHealth health;
  private String told = "";

  ApiServerPreflight(ClusterAccess cluster, Settings settings, OperatorHealth health) {
    this.cluster = cluster;
    this.settings = settings;
    this.health = health;
  }

  /**
   * Waits until the API server answers; false where the signal came first.
   *
   * @throws StartException where it answers that we cannot work with it
   */
  boolean open(StopSignal stop) {
    Config config = cluster.config();
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(LONGEST_CALL_MILLIS);
    config.setConnectionTimeout(LONGEST_CALL_MILLIS);
    try (KubernetesClient client = client(config)) {
      AccessReview rights = new AccessReview(client);
      while (!stop.isGiven()) {
        if (passes(rights, config.getMasterUrl())) {
          return true;
        }
        stop.await(BETWEEN_TRIES);
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
              + " cannot be used: the authority's, our own and its key must be PEM, and the last two"
              + " belong together");
    }
  }

  private boolean passes(AccessReview rights, String server) {
    List<RequiredPermission> missing;
    try {
      missing = rights.missing(RequiredPermission.of(settings));
    } catch (KubernetesClientException failed) {
      ApiServerFailure trouble = ApiServerFailure.of(server, failed);
      if (!trouble.mayPass()) {
        throw new StartException("the API server at " + trouble.sentence());
      }
      wait("the API server at " + trouble.sentence());
      return false;
    } catch (IllegalArgumentException unsendable) {
      // Told by the HTTP client, before anything is sent; its words may repeat the token.
      throw new StartException(
          "the token for the API server at "
              + server
              + " cannot be sent: it must be one line of ASCII characters");
    }
    check(missing);
    return true;
  }

  private void wait(String why) {
    health.waitsFor(why);
    if (!why.equals(told)) {
      LOG.warn("{}; waits for it", why);
      told = why;
    }
  }

  private void check(List<RequiredPermission> missing) {
    List<RequiredPermission> vital =
        missing.stream()
            .filter(right -> right.purpose() == RequiredPermission.Purpose.READ)
            .toList();
    if (!vital.isEmpty()) {
      throw new StartException(
          "this process "
              + vital.stream()
                  .map(RequiredPermission::missing)
                  .collect(Collectors.joining("; it ")));
    }
    missing.forEach(right -> LOG.warn("this process {}; it runs on without", right.missing()));
    health.lacks(missing);
  }
}
