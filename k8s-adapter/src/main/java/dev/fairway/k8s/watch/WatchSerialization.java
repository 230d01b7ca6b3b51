package dev.fairway.k8s.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.fairway.k8s.objects.InformerTransform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How a client reads what it watches: each object whole, as fabric8 knows it, and at once reduced.
 * So no second reading of JSON exists beside fabric8's, and no more than one object is held whole.
 * For a client that does nothing else: for everybody else these kinds would be gone.
 */
final class WatchSerialization {

  private WatchSerialization() {}

  static KubernetesSerialization of(InformerTransform reduction) {
    SimpleModule module = new SimpleModule("watched objects");
    module.addDeserializer(
        WatchedService.class,
        new Reducing<>(
            Service.class, (one, version) -> new WatchedService(reduction.service(one), version)));
    module.addDeserializer(
        WatchedSlice.class,
        new Reducing<>(
            EndpointSlice.class,
            (one, version) -> new WatchedSlice(reduction.slice(one), version)));
    module.addDeserializer(
        WatchedNode.class,
        new Reducing<>(
            Node.class, (one, version) -> new WatchedNode(reduction.node(one), version)));
    module.addDeserializer(
        WatchedNamespace.class,
        new Reducing<>(
            Namespace.class,
            (one, version) -> new WatchedNamespace(reduction.namespace(one), version)));
    KubernetesSerialization serialization =
        new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
    serialization.registerKubernetesResource(WatchedService.class);
    serialization.registerKubernetesResource(WatchedSlice.class);
    serialization.registerKubernetesResource(WatchedNode.class);
    serialization.registerKubernetesResource(WatchedNamespace.class);
    return serialization;
  }

  /** Reads the whole object and reduces it. */
  private static final class Reducing<F extends HasMetadata, W> extends JsonDeserializer<W> {

    private final Class<F> model;
    private final BiFunction<F, String, W> reduce;

    Reducing(Class<F> model, BiFunction<F, String, W> reduce) {
      this.model = model;
      this.reduce = reduce;
    }

    @Override
    public W deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      F whole = context.readValue(parser, model);
      String version =
          Optional.ofNullable(whole.getMetadata())
              .flatMap(metadata -> Optional.ofNullable(metadata.getResourceVersion()))
              .orElse("");
      return reduce.apply(whole, version);
    }
  }
}
