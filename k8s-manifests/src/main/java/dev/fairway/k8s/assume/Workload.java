package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, StatefulSet or DaemonSet, which makes pods from a template. Order: by namespace,
 * kind, name. Not a value: two are compared by those three alone.
 *
 * @param namespace its namespace
 * @param kind {@code deployment}, {@code statefulset} or {@code daemonset}
 * @param name its name
 * @param labels its pods' labels
 * @param spec its pods' spec
 */
record Workload(
    String namespace, String kind, String name, Map<String, String> labels, PodSpec spec) {

  static final Comparator<Workload> ORDER =
      Comparator.comparing(Workload::namespace)
          .thenComparing(Workload::kind)
          .thenComparing(Workload::name);

  /** Every workload whose template can be read, in order. */
  static List<Workload> in(KubernetesObjects objects) {
    List<Workload> all = new ArrayList<>();
    for (Deployment object : objects.deployments()) {
      Optional.ofNullable(object.getSpec())
          .flatMap(spec -> of(object, "deployment", spec.getTemplate()))
          .ifPresent(all::add);
    }
    for (StatefulSet object : objects.statefulSets()) {
      Optional.ofNullable(object.getSpec())
          .flatMap(spec -> of(object, "statefulset", spec.getTemplate()))
          .ifPresent(all::add);
    }
    for (DaemonSet object : objects.daemonSets()) {
      Optional.ofNullable(object.getSpec())
          .flatMap(spec -> of(object, "daemonset", spec.getTemplate()))
          .ifPresent(all::add);
    }
    all.sort(ORDER);
    return all;
  }

  private static Optional<Workload> of(
      HasMetadata object, String kind, @Nullable PodTemplateSpec template) {
    if (template == null || template.getSpec() == null || template.getMetadata() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Workload(
            ObjectFields.namespace(object),
            kind,
            ObjectFields.name(object),
            ObjectFields.map(template.getMetadata().getLabels()),
            template.getSpec()));
  }

  boolean inHostNetwork() {
    return Boolean.TRUE.equals(spec.getHostNetwork());
  }

  /** {@code shop/deployment/cart}. */
  String path() {
    return namespace + "/" + kind + "/" + name;
  }
}
