package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.k8s.objects.CustomWorkload;
import dev.fairway.k8s.objects.ObjectFields;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadManifestsTest {

  private static ParsedManifests readInput(String text) {
    return ManifestReader.read(
        List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_objectOfAnyKindThatMakesPods_isAWorkload() {
    String rollout =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: cart, namespace: shop}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec: {containers: [{name: a, image: a, ports: [{containerPort: 8080}]}]}
        """;
    ParsedManifests reading =
        readInput(
            rollout
                + "---\n"
                + rollout.replace("argoproj.io/v1alpha1", "batch/v1").replace("Rollout", "Job")
                + "---\n"
                + rollout
                    .replace("argoproj.io/v1alpha1", "apps/v1")
                    .replace("Rollout", "ReplicaSet")
                + "---\n"
                + rollout
                    .replace("argoproj.io/v1alpha1", "extensions/v1beta1")
                    .replace("Rollout", "Deployment")
                + "---\n"
                + rollout.replace("name: a,", "name: [a],").replace("Rollout", "Strange"));

    assertEquals(List.of(), reading.diagnostics());
    CustomWorkload workload = reading.objects().customWorkloads().get(0);
    assertEquals(
        "Rollout shop cart",
        String.join(
            " ",
            workload.getKind(),
            ObjectFields.namespace(workload),
            ObjectFields.name(workload)));
    assertEquals(Map.of("app", "cart"), workload.template().getMetadata().getLabels());
    assertEquals(1, reading.objects().customWorkloads().size());
    assertEquals(1, reading.objects().jobs().size());
    assertEquals(1, reading.objects().replicaSets().size());
    assertEquals(1, reading.objects().deployments().size());
    assertEquals(Map.of("argoproj.io/v1alpha1/Strange", 1), reading.ignored());
  }
}
