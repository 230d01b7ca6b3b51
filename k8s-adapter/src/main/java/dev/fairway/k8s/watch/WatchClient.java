package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.InformerTransform;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Makes the client that only watches. It reaches the API server as the user's own would. */
final class WatchClient {

  private WatchClient() {}

  static KubernetesClient open(
      Config config, WatchOptions options, InformerTransform reduction, WatchInterceptor ear) {
    return new KubernetesClientBuilder()
        .withConfig(patient(config, options))
        .withHttpClientFactory(new SerializedBodyFactory())
        .withKubernetesSerialization(WatchSerialization.of(reduction))
        .withTaskExecutorSupplier(new WatchThreads())
        .withHttpClientBuilderConsumer(
            client -> client.addOrReplaceInterceptor(WatchInterceptor.class.getName(), ear))
        .build();
  }

  /**
   * A copy with other manners: one quick second attempt and then back to the informer, which tries
   * for ever, instead of more than a minute in which nobody hears of a failure. Plain HTTP watches
   * are what every API server and proxy speaks, and the only ones of which the ear hears.
   */
  private static Config patient(Config config, WatchOptions options) {
    int reconnect = Math.toIntExact(options.reconnect().toMillis());
    return new ConfigBuilder(config)
        .withOnlyHttpWatches(true)
        .withWatchReconnectInterval(reconnect)
        .withWatchReconnectLimit(-1)
        .withRequestRetryBackoffInterval(Math.min(reconnect, 100))
        .withRequestRetryBackoffLimit(1)
        .build();
  }
}
