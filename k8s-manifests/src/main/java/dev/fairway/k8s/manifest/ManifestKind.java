package dev.fairway.k8s.manifest;

import dev.fairway.k8s.objects.CustomWorkload;
import io.fabric8.kubernetes.api.model.Endpoints;
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
import java.util.Map;
import java.util.Optional;

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
  CUSTOM_WORKLOAD(CustomWorkload.class),
  ENDPOINTS(Endpoints.class);

  /** The older versions that are read, with the version that they are read as. */
  private static final Map<String, String> OLDER =
      Map.of(
          "extensions/v1beta1",
          "apps/v1",
          "apps/v1beta1",
          "apps/v1",
          "apps/v1beta2",
          "apps/v1",
          OlderEndpointSlice.VERSION,
          "discovery.k8s.io/v1");

  private final Class<? extends HasMetadata> model;

  ManifestKind(Class<? extends HasMetadata> model) {
    this.model = model;
  }

  /** The kind of an object of this API version, or of an older version that is read alike. */
  static Optional<ManifestKind> of(String apiVersion, String kind) {
    String version = OLDER.getOrDefault(apiVersion, apiVersion);
    return Arrays.stream(values())
        .filter(value -> value != CUSTOM_WORKLOAD && value.kind().equals(kind))
        .filter(value -> value.apiVersion().equals(version))
        .findFirst();
  }

  /**
   * What to say of a type that is not read, {@code batch/v1/CronJob}: the version that is read of
   * the same kind; empty where there is none.
   */
  static String hint(String type) {
    String version = type.substring(0, type.lastIndexOf('/'));
    String kind = type.substring(type.lastIndexOf('/') + 1);
    return Arrays.stream(values())
        .filter(value -> value != CUSTOM_WORKLOAD && value.kind().equals(kind))
        .filter(value -> groupOf(value.apiVersion()).equals(groupOf(version)))
        .map(value -> ", which is read in " + value.apiVersion())
        .findFirst()
        .orElse("");
  }

  private static String groupOf(String apiVersion) {
    return apiVersion.substring(0, Math.max(0, apiVersion.lastIndexOf('/')));
  }

  String apiVersion() {
    return HasMetadata.getApiVersion(model);
  }

  /** True where the mapping of a cluster to its Services depends on objects of the kind. */
  boolean isMapped() {
    return switch (this) {
      case SERVICE, ENDPOINT_SLICE, ENDPOINTS, NODE, NAMESPACE -> true;
      default -> false;
    };
  }

  /** True where annotations of Fairway's have an effect. */
  boolean isAnnotated() {
    return this == SERVICE || this == NAMESPACE;
  }

  /** The field without which an object of the kind says nothing; empty where there is none. */
  String mandatoryField() {
    return switch (this) {
      case NODE, NAMESPACE, ENDPOINTS -> "";
      case ENDPOINT_SLICE -> "addressType";
      default -> "spec";
    };
  }

  /** The object in the kind's present version; other fields stay as they are. */
  UnstructuredObject upToDate(UnstructuredObject tree) {
    if (this == CUSTOM_WORKLOAD || tree.apiVersion().equals(apiVersion())) {
      return tree;
    }
    return (this == ENDPOINT_SLICE ? OlderEndpointSlice.upToDate(tree) : tree)
        .with("apiVersion", apiVersion());
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
