package dev.fairway.k8s.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Optional;

/**
 * The kinds of objects that are read. A kind counts with its API group: a Service of Knative is not
 * one of ours.
 */
enum ManifestKind {
  SERVICE("v1", "Service", Service.class, true),
  ENDPOINT_SLICE("discovery.k8s.io/v1", "EndpointSlice", EndpointSlice.class, true),
  NODE("v1", "Node", Node.class, false),
  NAMESPACE("v1", "Namespace", Namespace.class, false),
  POD("v1", "Pod", Pod.class, true),
  DEPLOYMENT("apps/v1", "Deployment", Deployment.class, true),
  STATEFUL_SET("apps/v1", "StatefulSet", StatefulSet.class, true),
  DAEMON_SET("apps/v1", "DaemonSet", DaemonSet.class, true);

  private final String apiVersion;
  private final String kind;
  private final Class<? extends HasMetadata> model;
  private final boolean namespaced;

  ManifestKind(
      String apiVersion, String kind, Class<? extends HasMetadata> model, boolean namespaced) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.model = model;
    this.namespaced = namespaced;
  }

  static Optional<ManifestKind> of(String apiVersion, String kind) {
    for (ManifestKind one : values()) {
      if (one.kind.equals(kind) && one.apiVersion.equals(apiVersion)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  String kind() {
    return kind;
  }

  Class<? extends HasMetadata> model() {
    return model;
  }

  boolean namespaced() {
    return namespaced;
  }
}
