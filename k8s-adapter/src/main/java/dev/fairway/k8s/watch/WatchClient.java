package dev.fairway.k8s.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.ObjectView;
import dev.fairway.k8s.watch.WatchedObject.ListedPod;
import dev.fairway.k8s.watch.WatchedObject.WatchedNamespace;
import dev.fairway.k8s.watch.WatchedObject.WatchedNode;
import dev.fairway.k8s.watch.WatchedObject.WatchedService;
import dev.fairway.k8s.watch.WatchedObject.WatchedSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The client of the watches. It reaches the API server as the user's own client would, and reads
 * objects as their views.
 *
 * @param kubernetes the client; it reads and nothing else
 * @param mapper the reader of its JSON
 */
record WatchClient(KubernetesClient kubernetes, ObjectMapper mapper) implements AutoCloseable {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static WatchClient open(Config config, InformerTransform transform) {
    ObjectMapper mapper = new ObjectMapper();
    KubernetesSerialization serialization = serialization(mapper, transform);
    return new WatchClient(
        new KubernetesClientBuilder()
            .withConfig(unretried(config))
            .withHttpClientFactory(new SerializedBodyFactory())
            .withKubernetesSerialization(serialization)
            .build(),
        mapper);
  }

  /**
   * A copy without retries: whoever sends a request tries for ever, instead of more than a minute
   * in which no failure is reported.
   */
  private static Config unretried(Config config) {
    return new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build();
  }

  /** How long the answer to a request is waited for. */
  Duration requestTimeout() {
    int millis = kubernetes.getConfiguration().getRequestTimeout();
    return millis > 0 ? Duration.ofMillis(millis) : DEFAULT_TIMEOUT;
  }

  @Override
  public void close() {
    kubernetes.close();
  }

  /**
   * The serialization of a client that reads and nothing else: each object is deserialized whole,
   * as fabric8 knows it, and transformed at once. So there is no second reading of JSON beside
   * fabric8's, and no more than one whole object in memory.
   */
  private static KubernetesSerialization serialization(
      ObjectMapper mapper, InformerTransform transform) {
    SimpleModule module = new SimpleModule("watched objects");
    add(module, Service.class, WatchedService.class, transform::service, WatchedService::new);
    add(module, EndpointSlice.class, WatchedSlice.class, transform::slice, WatchedSlice::new);
    add(module, Node.class, WatchedNode.class, transform::node, WatchedNode::new);
    add(
        module,
        Namespace.class,
        WatchedNamespace.class,
        transform::namespace,
        WatchedNamespace::new);
    add(module, Pod.class, ListedPod.class, InformerTransform::pod, ListedPod::new);
    KubernetesSerialization serialization =
        new KubernetesSerialization(mapper.registerModule(module), true);
    serialization.registerKubernetesResource(WatchedService.class);
    serialization.registerKubernetesResource(WatchedSlice.class);
    serialization.registerKubernetesResource(WatchedNode.class);
    serialization.registerKubernetesResource(WatchedNamespace.class);
    serialization.registerKubernetesResource(ListedPod.class);
    return serialization;
  }

  /** Adds a deserializer that reads the whole object and transforms it. */
  private static <F extends HasMetadata, V extends ObjectView, W extends WatchedObject<V>> void add(
      SimpleModule module,
      Class<F> model,
      Class<W> watched,
      Function<F, V> transform,
      BiFunction<V, String, W> constructor) {
    module.addDeserializer(
        watched,
        new JsonDeserializer<W>() {
          @Override
          public W deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            F whole = context.readValue(parser, model);
            String version =
                Optional.ofNullable(whole.getMetadata())
                    .map(ObjectMeta::getResourceVersion)
                    .orElse("");
            return constructor.apply(transform.apply(whole), version);
          }
        });
  }
}
