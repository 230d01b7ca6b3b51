package dev.fairway.k8s.controller;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The users and controllers beside Fairway that write to the API, with a client of their own. What
 * they wrote is known without a read; a witness is called with every object that they write.
 */
final class ClusterWriters implements AutoCloseable {

  /** What a patch of a place that is no longer there is answered with. */
  private static final int UNPROCESSABLE = 422;

  private static final int MOST_ATTEMPTS = 20;

  private final KubernetesClient client;
  private final Consumer<HasMetadata> witness;
  private final Map<String, HasMetadata> written = new ConcurrentSkipListMap<>();

  ClusterWriters(KubernetesClient client, Consumer<HasMetadata> witness) {
    this.client = client;
    this.witness = witness;
  }

  /** What they wrote of a kind and did not delete, by name. */
  <T extends HasMetadata> List<T> written(Class<T> kind) {
    return written.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What the API holds now of every kind that matters, by kind and name. */
  List<HasMetadata> everything() {
    List<HasMetadata> all = new ArrayList<>(services());
    all.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    all.addAll(client.nodes().list().getItems());
    all.addAll(client.namespaces().list().getItems());
    return all;
  }

  /** The Services that the API holds now. */
  List<Service> services() {
    return client.services().inAnyNamespace().list().getItems();
  }

  private static String name(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }

  <T extends HasMetadata> T create(T object) {
    return left(client.resource(object).create());
  }

  void createNamespace(String name) {
    create(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
  }

  private <T extends HasMetadata> T left(T version) {
    written.put(name(version), version);
    witness.accept(version);
    return version;
  }

  /** Changes an object as it is now. */
  <T extends HasMetadata> T edit(T object, UnaryOperator<T> change) {
    return left(persist(() -> called(object).edit(change)));
  }

  /** Writes an object as it shall be, whatever it is now. */
  <T extends HasMetadata> T replace(T object) {
    return left(client.resource(object).update());
  }

  /** Retries on the newest version after a conflict. */
  private static <T> T persist(Supplier<T> edit) {
    for (int attempt = 1; ; attempt++) {
      try {
        return edit.get();
      } catch (KubernetesClientException refused) {
        boolean overtaken =
            refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                || refused.getCode() == UNPROCESSABLE;
        if (!overtaken || attempt == MOST_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  /** By name: what they know of it may be old. */
  @SuppressWarnings("unchecked") // an object's class is the class of objects like it
  private <T extends HasMetadata> Resource<T> called(T object) {
    MixedOperation<T, ?, ? extends Resource<T>> all =
        client.resources((Class<T>) object.getClass());
    String namespace = object.getMetadata().getNamespace();
    String name = object.getMetadata().getName();
    return namespace == null ? all.withName(name) : all.inNamespace(namespace).withName(name);
  }

  void delete(HasMetadata object) {
    called(object).delete();
    written.remove(name(object));
  }

  /** A load balancer gives the Service an address, or takes it away. */
  void balance(Service service, Optional<String> address) {
    editStatus(
        service,
        there ->
            new ServiceBuilder(there)
                .editOrNewStatus()
                .withNewLoadBalancer()
                .addAllToIngress(
                    address.map(ip -> new LoadBalancerIngressBuilder().withIp(ip).build()).stream()
                        .toList())
                .endLoadBalancer()
                .endStatus()
                .build());
  }

  /** Another controller says something about the Service. */
  void say(Service service, Condition condition) {
    editStatus(
        service,
        there ->
            new ServiceBuilder(there)
                .editOrNewStatus()
                .removeMatchingFromConditions(old -> old.getType().equals(condition.getType()))
                .addToConditions(condition)
                .endStatus()
                .build());
  }

  private void editStatus(Service service, UnaryOperator<Service> change) {
    persist(() -> called(service).editStatus(change));
  }

  static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  @Override
  public void close() {
    client.close();
  }
}
