package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Optional;

/** The way in which the settings want a leader to be chosen, with what it needs. */
final class Leaderships implements AutoCloseable {

  private final LeaderElection leadership;
  private final Optional<KubernetesClient> client;

  private Leaderships(LeaderElection leadership, Optional<KubernetesClient> client) {
    this.leadership = leadership;
    this.client = client;
  }

  static Leaderships of(OperatorInputs inputs, FairwayInstance running) {
    LeaderElectionSection settings = inputs.settings().leaderElection();
    if (!settings.enabled()) {
      return new Leaderships(new SoleLeadership(running), Optional.empty());
    }
    Config config = inputs.cluster().config();
    // A call that hangs must not eat the time in which others could be tried.
    int longest = Math.toIntExact(Math.max(1_000, settings.renew().toMillis() / 3));
    config.setRequestTimeout(longest);
    config.setConnectionTimeout(longest);
    config.setRequestRetryBackoffLimit(0);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    return new Leaderships(
        new LeaseElection(client, settings, inputs.identity(), running, inputs.nanoClock()),
        Optional.of(client));
  }

  LeaderElection leadership() {
    return leadership;
  }

  @Override
  public void close() {
    leadership.close();
    client.ifPresent(KubernetesClient::close);
  }
}
