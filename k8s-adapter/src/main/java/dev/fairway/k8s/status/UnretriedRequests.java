package dev.fairway.k8s.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.function.Function;

/**
 * Requests that are sent once, with a timeout: the work queue retries, with the newest value, where
 * that makes sense.
 */
final class UnretriedRequests {

  private final NamespacedKubernetesClient client;
  private final RequestConfig once;

  UnretriedRequests(KubernetesClient client, StatusSettings settings) {
    this.client = client.adapt(NamespacedKubernetesClient.class);
    this.once = config(client, settings);
  }

  /** The configuration of a request that is sent once, with a timeout. */
  static RequestConfig config(KubernetesClient client, StatusSettings settings) {
    return new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
        .withRequestRetryBackoffLimit(0)
        .withRequestTimeout(Math.toIntExact(settings.requestTimeout().toMillis()))
        .build();
  }

  WriteResult send(Function<NamespacedKubernetesClient, HasMetadata> request) {
    try {
      HasMetadata stored = client.withRequestConfig(once).call(request::apply);
      return WriteResult.written(stored.getMetadata().getResourceVersion());
    } catch (KubernetesClientException thrown) {
      return WriteResult.of(thrown);
    } catch (RuntimeException unforeseen) {
      return unforeseen(unforeseen);
    }
  }

  /** The result where a client was closed, or a response is malformed: a failure like any other. */
  static WriteResult unforeseen(Exception unforeseen) {
    return WriteResult.failed(
        "no use of the Kubernetes API: " + unforeseen.getClass().getSimpleName());
  }
}
