package dev.fairway.k8s.controller;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The people and controllers beside Fairway who write to the API, with a client of their own. Every
 * Service and Namespace that they leave behind is told to a witness.
 */
final class ClusterPeople implements AutoCloseable {

  private final KubernetesClient client;
  private final Consumer<HasMetadata> witness;

  ClusterPeople(KubernetesClient client, Consumer<HasMetadata> witness) {
    this.client = client;
    this.witness = witness;
  }

  /** Everything that the API holds now of the kinds that matter, by kind and name. */
  List<HasMetadata> everything() {
    List<HasMetadata> all = new ArrayList<>(services());
    all.addAll(slices());
    all.addAll(nodes());
    all.addAll(namespaces());
    return all;
  }

  List<Service> services() {
    return client.services().inAnyNamespace().list().getItems();
  }

  List<EndpointSlice> slices() {
    return client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems();
  }

  List<Node> nodes() {
    return client.nodes().list().getItems();
  }

  List<Namespace> namespaces() {
    return client.namespaces().list().getItems();
  }

  /** How many Events there are, and the newest version of anything. */
  List<String> everythingFairwayWrites() {
    List<String> written = new ArrayList<>();
    services().forEach(one -> written.add(versioned(one)));
    client.v1().events().inAnyNamespace().list().getItems().forEach(one -> written.add(versioned(one)));
    return written;
  }

  private static String versioned(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName()
        + " at "
        + object.getMetadata().getResourceVersion();
  }

  <T extends HasMetadata> T create(T object) {
    T created = client.resource(object).create();
    witness.accept(created);
    return created;
  }

  /** Changes an object as it is now; nothing where it is gone. */
  <T extends HasMetadata> void edit(T object, UnaryOperator<T> change) {
    Resource<T> there = client.resource(object);
    if (there.get() != null) {
      witness.accept(there.edit(change));
    }
  }

  void delete(HasMetadata object) {
    client.resource(object).delete();
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
                    address
                        .map(ip -> new LoadBalancerIngressBuilder().withIp(ip).build())
                        .stream()
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
                .removeMatchingFromConditions(one -> one.getType().equals(condition.getType()))
                .addToConditions(condition)
                .endStatus()
                .build());
  }

  private void editStatus(Service service, UnaryOperator<Service> change) {
    Resource<Service> there = client.resource(service);
    if (there.get() != null) {
      there.editStatus(change);
    }
  }

  static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  @Override
  public void close() {
    client.close();
  }
}
