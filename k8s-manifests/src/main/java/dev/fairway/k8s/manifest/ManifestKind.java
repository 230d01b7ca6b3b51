package dev.fairway.k8s.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Arrays;
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
  DAEMON_SET(DaemonSet.class);

  private final Class<? extends HasMetadata> model;

  ManifestKind(Class<? extends HasMetadata> model) {
    this.model = model;
  }

  static Optional<ManifestKind> of(String apiVersion, String kind) {
    return Arrays.stream(values())
        .filter(value -> value.kind().equals(kind))
        .filter(value -> HasMetadata.getApiVersion(value.model).equals(apiVersion))
        .findFirst();
  }

  String kind() {
    return HasMetadata.getKind(model);
  }

  Class<? extends HasMetadata> model() {
    return model;
  }

  boolean namespaced() {
    return Namespaced.class.isAssignableFrom(model);
  }
}
