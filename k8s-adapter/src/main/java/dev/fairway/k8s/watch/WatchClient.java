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
import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of the watches. It reaches the API server as the user's own client would. */
final class WatchClient {

  private static final Logger LOG = LoggerFactory.getLogger(WatchClient.class);

  private WatchClient() {}

  static KubernetesClient open(
      Config config,
      WatchOptions options,
      InformerTransform transform,
      WatchInterceptor interceptor) {
    return new KubernetesClientBuilder()
        .withConfig(failingFast(config, options))
        .withHttpClientFactory(new SerializedBodyFactory())
        .withKubernetesSerialization(serialization(transform))
        .withTaskExecutorSupplier(new WatchThreads())
        .withHttpClientBuilderConsumer(
            client -> client.addOrReplaceInterceptor(WatchInterceptor.class.getName(), interceptor))
        .build();
  }

  /**
   * A copy with other retries: one quick second attempt and then back to the informer, which tries
   * for ever, instead of more than a minute in which no failure is reported. Plain HTTP watches are
   * supported by every API server and proxy, and the only ones that the interceptor sees.
   */
  private static Config failingFast(Config config, WatchOptions options) {
    int reconnect = Math.toIntExact(options.reconnect().toMillis());
    return new ConfigBuilder(config)
        .withOnlyHttpWatches(true)
        .withWatchReconnectInterval(reconnect)
        .withWatchReconnectLimit(-1)
        .withRequestRetryBackoffInterval(Math.min(reconnect, 100))
        .withRequestRetryBackoffLimit(1)
        .build();
  }

  /**
   * The serialization of a client that reads and nothing else: each object is deserialized whole,
   * as fabric8 knows it, and transformed at once. So there is no second reading of JSON beside
   * fabric8's, and no more than one whole object in memory.
   */
  private static KubernetesSerialization serialization(InformerTransform transform) {
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
        new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
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

  /**
   * The threads of the client: daemons, as many as are busy. Of an uncaught exception only the
   * class is logged, since the text of an exception about credentials may hold them; the informers'
   * supervisor notices that no more events come.
   */
  private static final class WatchThreads implements ExecutorSupplier {

    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    private Thread thread(Runnable work) {
      Thread thread = new Thread(work, "fairway-watch-" + made.incrementAndGet());
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(
          (where, uncaught) ->
              LOG.error("{} ended by {}", where.getName(), uncaught.getClass().getName()));
      return thread;
    }

    @Override
    public Executor get() {
      return threads;
    }

    @Override
    public void onClose(Executor executor) {
      threads.shutdownNow();
    }
  }
}
