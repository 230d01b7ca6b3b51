package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.CustomWorkload;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The source of assumed pods: an object with a pod template, or a Pod without an address. Not a
 * value: two are compared by their keys alone.
 *
 * @param key which object it is
 * @param controller the key of the object that made this one; absent where none did
 * @param labels the labels that each of its pods has
 * @param spec its pods' spec
 * @param idle why it has no pods, behind its name; empty where it has
 */
record Workload(
    WorkloadKey key,
    Optional<WorkloadKey> controller,
    Map<String, String> labels,
    PodSpec spec,
    String idle) {

  static final Comparator<Workload> ORDER = Comparator.comparing(Workload::key);

  private static final String ENDED = "has ended";

  /** Every object with a pod template that can be read, and every Pod without an address. */
  static List<Workload> in(KubernetesObjects objects) {
    List<Workload> all = new ArrayList<>();
    all.addAll(of(objects.deployments(), Deployment::getSpec, DeploymentSpec::getTemplate));
    all.addAll(of(objects.statefulSets(), StatefulSet::getSpec, StatefulSetSpec::getTemplate));
    all.addAll(of(objects.daemonSets(), DaemonSet::getSpec, DaemonSetSpec::getTemplate));
    all.addAll(of(objects.replicaSets(), ReplicaSet::getSpec, ReplicaSetSpec::getTemplate));
    all.addAll(
        of(
            objects.replicationControllers(),
            ReplicationController::getSpec,
            ReplicationControllerSpec::getTemplate));
    all.addAll(of(objects.jobs(), Job::getSpec, JobSpec::getTemplate));
    all.addAll(of(objects.customWorkloads(), CustomWorkload::template, template -> template));
    for (Pod pod : objects.pods()) {
      if (pod.getSpec() != null && AddressedPod.of(pod).isEmpty()) {
        all.add(of(pod));
      }
    }
    all.sort(ORDER);
    return all;
  }

  private static <T extends HasMetadata, S> List<Workload> of(
      List<T> objects,
      Function<T, @Nullable S> spec,
      Function<S, @Nullable PodTemplateSpec> template) {
    List<Workload> found = new ArrayList<>();
    for (T object : objects) {
      Optional.ofNullable(spec.apply(object))
          .map(template)
          .filter(pods -> pods.getSpec() != null)
          .ifPresent(pods -> found.add(of(object, pods)));
    }
    return found;
  }

  private static Workload of(HasMetadata object, PodTemplateSpec template) {
    WorkloadKey key = WorkloadKey.of(object);
    Map<String, String> labels = new TreeMap<>();
    if (template.getMetadata() != null) {
      labels.putAll(ObjectFields.map(template.getMetadata().getLabels()));
    }
    if (key.kind().equals("Job")) {
      // The controller adds them, and headless Services of Jobs select them.
      labels.put("job-name", key.name());
      labels.put("batch.kubernetes.io/job-name", key.name());
    }
    return new Workload(
        key, WorkloadKey.controllerOf(object), labels, template.getSpec(), idle(object));
  }

  private static String idle(HasMetadata object) {
    if (object instanceof ReplicaSet set) {
      boolean replaced =
          WorkloadKey.controllerOf(set).isPresent()
              && Integer.valueOf(0).equals(set.getSpec().getReplicas());
      return replaced ? "has been replaced by its controller" : "";
    }
    boolean ended =
        object instanceof Job job
            && job.getStatus() != null
            && ObjectFields.list(job.getStatus().getConditions()).stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .anyMatch(
                    condition ->
                        "Complete".equals(condition.getType())
                            || "Failed".equals(condition.getType()));
    return ended ? ENDED : "";
  }

  private static Workload of(Pod pod) {
    Optional<WorkloadKey> controller = WorkloadKey.controllerOf(pod);
    String idle = controller.isPresent() ? "has no address yet" : "";
    return new Workload(
        WorkloadKey.of(pod),
        controller,
        ObjectFields.labels(pod),
        pod.getSpec(),
        InformerTransform.pod(pod).ended() ? ENDED : idle);
  }

  boolean isPod() {
    return key.kind().equals("Pod");
  }

  /** True where its pods have a number each, which labels of theirs tell. */
  boolean hasOrdinals() {
    return key.kind().equals("StatefulSet");
  }

  boolean inHostNetwork() {
    return Boolean.TRUE.equals(spec.getHostNetwork());
  }

  /** The number of pods at a site: a Pod is one, whatever the number of each workload. */
  int pods(int podsPerSite) {
    return isPod() ? 1 : podsPerSite;
  }

  /**
   * The labels of a pod.
   *
   * @param index 0 for the first pod of a site
   */
  Map<String, String> labels(int index) {
    if (!hasOrdinals()) {
      return labels;
    }
    // The controller adds them, and a Service of a single pod selects them.
    Map<String, String> whole = new TreeMap<>(labels);
    whole.put("statefulset.kubernetes.io/pod-name", key.name() + "-" + index);
    whole.put("apps.kubernetes.io/pod-index", Integer.toString(index));
    return whole;
  }

  /** The name of a pod at a site; that of a Pod is its own, wherever it runs. */
  String podName(String site, int index) {
    return isPod() ? key.name() : key.name() + "-" + site + "-" + index;
  }
}
