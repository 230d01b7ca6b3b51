package dev.fairway.k8s.controller;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.runtime.safety.SafetySettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An API server, the people who write to it, a fabric, and Fairway between them: opened, closed and
 * opened again over the same two.
 */
final class LiveWorld implements AutoCloseable {

  static final SafetySettings NO_GATE = new SafetySettings(100, 1, false, Optional.empty());

  private static final ClusterSettings CLUSTER =
      new ClusterSettings(
          LiveFabric.OWNER.value(),
          LiveFabric.OWNER,
          List.of(network("10.0.0.0/8"), network("fd00::/16")),
          ClusterSettings.DEFAULT_SITE_LABEL,
          Optional.empty(),
          Datapath.NATIVE,
          AddressCoverage.PODS_AND_VIPS,
          IntentOptions.DEFAULT);

  private final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  private final LiveWeather weather = new LiveWeather(api);
  private final LiveFabric fabric;
  private final LastGoodTexts lastGood =
      new LastGoodTexts(
          objects -> resolve(KubernetesObjects.of(objects)).clusters().get(LiveFabric.OWNER));
  private final ClusterPeople people = new ClusterPeople(newClient(), lastGood::seen);
  private final List<String> steps = new ArrayList<>();
  private SafetySettings safety;

  LiveWorld(Commit commit, SafetySettings safety) {
    this.fabric = new LiveFabric(commit);
    this.safety = safety;
  }

  private static Network network(String prefix) {
    return new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.empty());
  }

  private Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(api.url().toString())
        .withOnlyHttpWatches(true)
        .withRequestRetryBackoffInterval(2)
        .withWatchReconnectInterval(2)
        .build();
  }

  private KubernetesClient newClient() {
    return new KubernetesClientBuilder().withConfig(config()).build();
  }

  ClusterPeople people() {
    return people;
  }

  LiveFabric fabric() {
    return fabric;
  }

  LiveWeather weather() {
    return weather;
  }

  LastGoodTexts lastGood() {
    return lastGood;
  }

  /** What the API's objects ask for, read plainly. */
  ResolvedFleet asked() {
    return resolve(KubernetesObjects.of(people.everything()));
  }

  /** What objects ask for. */
  ResolvedFleet resolve(KubernetesObjects objects) {
    return Resolver.resolve(
        FleetSnapshot.of(new ClusterMapper(CLUSTER).snapshot(objects, 1)),
        fabric.fabric().inventory(),
        fabric.fabric().profile());
  }

  /** Remembers what happened. */
  void tell(String step) {
    steps.add(step);
  }

  /** All that happened, for whom it may concern. */
  String told() {
    return "\nafter\n  " + String.join("\n  ", steps);
  }

  @Override
  public void close() {
    people.close();
    api.close();
  }
}
