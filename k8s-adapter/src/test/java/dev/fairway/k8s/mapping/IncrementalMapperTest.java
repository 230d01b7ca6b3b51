package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalMapperTest {

  private static final ClusterSettings SETTINGS =
      ClusterSettings.of("eu").covering(AddressCoverage.PODS_VIPS_AND_NODE_PORTS);
  private static final InformerTransform TRANSFORM =
      new InformerTransform(SETTINGS.name(), SETTINGS.siteLabel());
  private static final String[] TUNNELS = {"mpls", "biz-internet", "MPLS!", "mpls,mpls"};

  private static ClusterObjects reduced(HasMetadata... objects) {
    return TRANSFORM.all(KubernetesObjects.of(List.of(objects)));
  }

  private static IncrementalMapper mapper() {
    return new IncrementalMapper(SETTINGS, LastGoodSource.SHOWN);
  }

  private static ServiceState state(ClusterSnapshot snapshot, String name) {
    return snapshot.services().get(new ServiceKey("eu", "shop", name));
  }

  private static HasMetadata pods(String service, String... addresses) {
    return slice(service, service)
        .withPorts(port("http", 8080))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  @Test
  void snapshot_afterOneChangedSlice_keepsEveryOtherState() {
    HasMetadata cart = service("cart").build();
    HasMetadata web = service("web").build();
    IncrementalMapper mapper = mapper();
    ClusterSnapshot before =
        mapper.snapshot(
            reduced(cart, web, pods("cart", "10.1.0.1"), pods("web", "10.1.0.2")),
            Completeness.COMPLETE);

    ClusterSnapshot after =
        mapper.snapshot(
            reduced(cart, web, pods("cart", "10.1.0.1"), pods("web", "10.1.0.3")),
            Completeness.COMPLETE);

    assertSame(state(before, "cart"), state(after, "cart"));
    assertNotSame(state(before, "web"), state(after, "web"));
    assertEquals(1, after.generation() - before.generation());
  }

  @Test
  void snapshot_withAnotherLastGoodText_mapsThatServiceAnew() {
    Map<String, String> lastGood = new TreeMap<>();
    IncrementalMapper mapper =
        new IncrementalMapper(
            SETTINGS, shown -> java.util.Optional.ofNullable(lastGood.get(shown.key().name())));
    ClusterObjects objects = reduced(service("cart").build(), service("web").build());
    ClusterSnapshot before = mapper.snapshot(objects, Completeness.COMPLETE);

    lastGood.put("web", "ports=every tunnel=mpls fallback=none");
    ClusterSnapshot after = mapper.snapshot(objects, Completeness.COMPLETE);

    assertSame(state(before, "cart"), state(after, "cart"));
    assertEquals(
        "ports=every tunnel=mpls fallback=none",
        state(after, "web").reading().lastGood().orElseThrow().canonical());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void snapshot_afterAnyChanges_equalsAMappingThatRemembersNothing(long seed) {
    Random random = new Random(seed);
    Map<String, HasMetadata> objects = new TreeMap<>();
    IncrementalMapper remembering = mapper();
    for (int step = 0; step < 60; step++) {
      change(objects, random);
      List<HasMetadata> shuffled = new ArrayList<>(objects.values());
      Collections.shuffle(shuffled, random);
      ClusterObjects now = reduced(shuffled.toArray(new HasMetadata[0]));
      assertEquals(
          new ClusterMapper(SETTINGS).snapshot(now, step + 1, Completeness.STALE),
          remembering.snapshot(now, Completeness.STALE),
          "step " + step);
    }
  }

  private static void change(Map<String, HasMetadata> objects, Random random) {
    String service = "s" + random.nextInt(4);
    int number = random.nextInt(4);
    HasMetadata fresh =
        switch (random.nextInt(5)) {
          case 0 -> changedService(service, random);
          case 1 ->
              namespace("shop", "fairway.dev/tunnel", TUNNELS[random.nextInt(TUNNELS.length)]);
          case 2 -> node("n" + number, "fairway.dev/site", "10" + number, "10.9.0." + number);
          default ->
              slice(service + "-" + number, service)
                  .withPorts(port("http", 8080 + random.nextInt(2)))
                  .withEndpoints(endpoints("10.1.0." + random.nextInt(5), "10.9.0." + number))
                  .build();
        };
    String key = fresh.getKind() + "/" + fresh.getMetadata().getName();
    if (random.nextInt(4) == 0) {
      objects.remove(key);
    } else {
      objects.put(key, fresh);
    }
  }

  private static HasMetadata changedService(String name, Random random) {
    return service(name)
        .editMetadata()
        .addToAnnotations("fairway.dev/tunnel", TUNNELS[random.nextInt(TUNNELS.length)])
        .endMetadata()
        .editSpec()
        .withType(random.nextBoolean() ? "NodePort" : "ClusterIP")
        .editFirstPort()
        .withNodePort(30_000 + random.nextInt(2))
        .endPort()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("fairway.dev/Accepted")
        .withMessage(random.nextBoolean() ? "" : "ports=every tunnel=mpls fallback=none")
        .endCondition()
        .endStatus()
        .build();
  }
}
