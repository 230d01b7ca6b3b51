package dev.fairway.demo;

import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes to a Kubernetes API what people, a scheduler and a slice controller did: what is new is
 * created, what differs from what was written before is edited, what is gone is deleted. Only what
 * they change is touched, so that a status that somebody else writes stays. Not thread-safe.
 */
final class ClusterWriter {

  private static final Instant LATE = Instant.parse("9999-12-31T00:00:00Z");

  private final KubernetesClient client;
  private final DemoClock clock;
  private SortedMap<ObjectPath, HasMetadata> written = new TreeMap<>();

  /**
   * Writes to an empty API.
   *
   * @param clock the API server's, by which it says when an object was created
   */
  ClusterWriter(KubernetesClient client, DemoClock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Writes what differs from the last time. Returns how many objects that were. */
  int write(KubernetesObjects objects) {
    SortedMap<ObjectPath, HasMetadata> wanted = wanted(objects);
    List<ObjectPath> gone = new ArrayList<>(written.keySet());
    gone.removeAll(wanted.keySet());
    Collections.reverse(gone);
    int writes = gone.size();
    for (Map.Entry<ObjectPath, HasMetadata> one : wanted.entrySet()) {
      HasMetadata before = written.get(one.getKey());
      if (before == null) {
        create(one.getValue());
        writes++;
      } else if (!before.equals(one.getValue())) {
        edit(one.getValue());
        writes++;
      }
    }
    gone.forEach(path -> client.resource(written.get(path)).delete());
    written = wanted;
    return writes;
  }

  private static SortedMap<ObjectPath, HasMetadata> wanted(KubernetesObjects objects) {
    SortedMap<ObjectPath, HasMetadata> wanted = new TreeMap<>();
    objects.services().forEach(one -> put(wanted, namespaceOf(one)));
    objects.namespaces().forEach(one -> put(wanted, one));
    objects.nodes().forEach(one -> put(wanted, one));
    objects.pods().forEach(one -> put(wanted, one));
    objects.services().forEach(one -> put(wanted, one));
    objects.endpointSlices().forEach(one -> put(wanted, one));
    return wanted;
  }

  private static void put(SortedMap<ObjectPath, HasMetadata> wanted, HasMetadata object) {
    wanted.put(ObjectPath.of(object), object);
  }

  /** Manifests often leave out the namespace that they are for. */
  private static Namespace namespaceOf(HasMetadata object) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(ObjectFields.namespace(object))
        .endMetadata()
        .build();
  }

  private void create(HasMetadata object) {
    HasMetadata fresh = client.getKubernetesSerialization().clone(object);
    fresh.setMetadata(fresh(object));
    clock.set(age(object));
    // Every cluster begins with a few namespaces.
    HasMetadata created =
        object instanceof Namespace
            ? client.resource(fresh).createOr(NonDeletingOperation::update)
            : client.resource(fresh).create();
    if (hasStatus(object)) {
      fresh.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
      client.resource(fresh).updateStatus();
    }
    clock.release();
  }

  /** A dump of a cluster has what its API server added; another one takes none of it. */
  private static ObjectMeta fresh(HasMetadata object) {
    return new ObjectMetaBuilder()
        .withName(ObjectFields.name(object))
        .withNamespace(ObjectPath.isNamespaced(object) ? ObjectFields.namespace(object) : null)
        .withLabels(ObjectFields.labels(object))
        .withAnnotations(ObjectFields.annotations(object))
        .build();
  }

  /** An object of which nobody can tell how old it is yields to all others. */
  private static Instant age(HasMetadata object) {
    String time = ObjectFields.text(object.getMetadata().getCreationTimestamp());
    try {
      return time.isEmpty() ? DemoCluster.START : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException unreadable) {
      return LATE;
    }
  }

  /** A load balancer's addresses, a node's, and what was last understood. */
  private static boolean hasStatus(HasMetadata object) {
    return (object instanceof Service service && service.getStatus() != null)
        || (object instanceof Node node && node.getStatus() != null);
  }

  private void edit(HasMetadata wanted) {
    if (wanted instanceof Service service) {
      client
          .services()
          .inNamespace(ObjectFields.namespace(service))
          .withName(ObjectFields.name(service))
          .edit(
              held ->
                  new ServiceBuilder(held)
                      .editMetadata()
                      .withAnnotations(ObjectFields.annotations(service))
                      .endMetadata()
                      .build());
    } else if (wanted instanceof EndpointSlice slice) {
      slice(client, slice)
          .edit(
              held ->
                  new EndpointSliceBuilder(held)
                      .withEndpoints(ObjectFields.list(slice.getEndpoints()))
                      .build());
    } else {
      throw new IllegalArgumentException(ObjectPath.of(wanted) + " is never changed");
    }
  }

  /** The slice as the API holds it. */
  static Resource<EndpointSlice> slice(KubernetesClient client, EndpointSlice slice) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(ObjectFields.namespace(slice))
        .withName(ObjectFields.name(slice));
  }
}
