package dev.fairway.k8s.manifest;

import dev.fairway.k8s.objects.CustomWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of objects that are read. The API group is part of a kind: a Service of Knative is
 * another one.
 */
enum ManifestKind {
  SERVICE(Service.class),
  ENDPOINT_SLICE(EndpointSlice.class),
  NODE(Node.class),
  NAMESPACE(Namespace.class),
  POD(Pod.class),
  DEPLOYMENT(Deployment.class),
  STATEFUL_SET(StatefulSet.class),
  DAEMON_SET(DaemonSet.class),
  REPLICA_SET(ReplicaSet.class),
  REPLICATION_CONTROLLER(ReplicationController.class),
  JOB(Job.class),
  /** Any other kind whose objects make pods from a template. */
  CUSTOM_WORKLOAD(CustomWorkload.class);

  /** The versions before {@code apps/v1}; the template of pods stands in the same place. */
  private static final Set<String> OLDER_APPS =
      Set.of("extensions/v1beta1", "apps/v1beta1", "apps/v1beta2");

  private final Class<? extends HasMetadata> model;

  ManifestKind(Class<? extends HasMetadata> model) {
    this.model = model;
  }

  /** The kind of an object of this API version, or of an older version that is read alike. */
  static Optional<ManifestKind> of(String apiVersion, String kind) {
    String version = OLDER_APPS.contains(apiVersion) ? "apps/v1" : apiVersion;
    return Arrays.stream(values())
        .filter(value -> value != CUSTOM_WORKLOAD && value.kind().equals(kind))
        .filter(value -> value.apiVersion().equals(version))
        .findFirst();
  }

  String apiVersion() {
    return HasMetadata.getApiVersion(model);
  }

  String kind() {
    return HasMetadata.getKind(model);
  }

  Class<? extends HasMetadata> model() {
    return model;
  }

  boolean namespaced() {
    return Namespaced.class.isAssignableFrom(model) || this == CUSTOM_WORKLOAD;
  }
}
