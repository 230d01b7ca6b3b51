package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.mock.FabricSpec;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencedPodsTest {

  private final FabricSpec layout = DemoFabric.layout();
  private final DemoCluster cluster = new DemoCluster(DemoManifests.article(layout));

  @Test
  void of_slices_namesEachPodOnceWithTheLabelsThatSelectIt() {
    cluster.copy(new ServiceKey("demo", "default", "business"), "-canary", Map.of());
    List<Pod> pods = ReferencedPods.of(cluster.objects());
    assertEquals(
        cluster.pods(new ServiceKey("demo", "default", "business")).stream()
            .map(DemoPod::name)
            .sorted()
            .toList(),
        pods.stream().map(ObjectFields::name).filter(name -> name.startsWith("business")).toList());
    assertEquals(4, pods.size());
    pods.forEach(pod -> assertEquals(1, ObjectFields.labels(pod).size()));
  }

  @Test
  void of_podsThatAreWrittenDown_makesNone() {
    KubernetesObjects objects = cluster.objects();
    List<Pod> pods = ReferencedPods.of(objects);
    assertEquals(List.of(), ReferencedPods.of(objects.and(KubernetesObjects.of(pods))));
  }
}
