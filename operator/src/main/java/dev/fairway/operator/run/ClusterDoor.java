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
final class ClusterDoor {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final int LONGEST_CALL_MILLIS = 5_000;

  private final ClusterAccess cluster;
  private final Settings settings;
  private final OperatorHealth health;
  private String told = "";

  ClusterDoor(ClusterAccess cluster, Settings settings, OperatorHealth health) {
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
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      RightsCheck rights = new RightsCheck(client);
      while (!stop.isGiven()) {
        if (passes(rights, config.getMasterUrl())) {
          return true;
        }
        stop.await(BETWEEN_TRIES);
      }
      return false;
    }
  }

  private boolean passes(RightsCheck rights, String server) {
    List<NeededRight> missing;
    try {
      missing = rights.missing(NeededRight.of(settings));
    } catch (KubernetesClientException failed) {
      ApiServerTrouble trouble = ApiServerTrouble.of(server, failed);
      if (!trouble.mayPass()) {
        throw new StartException("the API server at " + trouble.sentence());
      }
      wait("the API server at " + trouble.sentence());
      return false;
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

  private void check(List<NeededRight> missing) {
    List<NeededRight> vital =
        missing.stream().filter(right -> right.purpose() == NeededRight.Purpose.READ).toList();
    if (!vital.isEmpty()) {
      throw new StartException(
          "this process "
              + vital.stream().map(NeededRight::missing).collect(Collectors.joining("; it ")));
    }
    missing.forEach(right -> LOG.warn("this process {}; it runs on without", right.missing()));
    health.lacks(missing);
  }
}
