package dev.fairway.k8s.assume;

import static dev.fairway.k8s.assume.AssumedShop.FRANKFURT;
import static dev.fairway.k8s.assume.AssumedShop.MADRID;
import static dev.fairway.k8s.assume.AssumedShop.addresses;
import static dev.fairway.k8s.assume.AssumedShop.objects;
import static dev.fairway.k8s.assume.AssumedShop.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects pods are assumed for. */
class AssumedWorkloadsTest {

  private static final List<Network> SITES = List.of(FRANKFURT, MADRID);

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: api, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
      spec: {selector: {app: api}, ports: [{name: http, port: 80, targetPort: web}]}
      ---
      """;

  private static final String TEMPLATE =
      """
      template:
          metadata: {labels: {app: api, tier: web}}
          spec: {containers: [{name: a, image: a, ports: [{name: web, containerPort: 8080}]}]}
      """;

  private static String workload(String version, String kind, String name) {
    return workload(version, kind, name, "") + "  " + TEMPLATE + "---\n";
  }

  private static String workload(String version, String kind, String name, String more) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: shop%s}\nspec:\n"
        .formatted(version, kind, name, more);
  }

  private static String pod(String name, String more, String status) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: shop, labels: {app: api, pod-template-hash: 5d4b8}%s}
    spec: {containers: [{name: a, image: a, ports: [{name: web, containerPort: 8080}]}]}
    status: {%s}
    ---
    """
        .formatted(name, more, status);
  }

  private static String owner(String version, String kind, String name) {
    return ", ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: u, controller: true}]"
        .formatted(version, kind, name);
  }

  private static ServiceState api(int count, String yaml) {
    return read("api", count, SITES, objects(SERVICE + yaml));
  }

  private static Set<String> texts(ServiceState service) {
    return addresses(service).stream()
        .map(address -> address.addressText())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "apps/v1, Deployment",
    "extensions/v1beta1, Deployment",
    "apps/v1, StatefulSet",
    "apps/v1, DaemonSet",
    "apps/v1, ReplicaSet",
    "v1, ReplicationController",
    "batch/v1, Job",
    "argoproj.io/v1alpha1, Rollout",
    "apps.kruise.io/v1alpha1, CloneSet",
    "apps.kruise.io/v1beta1, StatefulSet"
  })
  void make_anyKindWithAPodTemplate_hasPodsAtEverySite(String version, String kind) {
    ServiceState api = api(2, workload(version, kind, "api"));

    assertEquals(4, addresses(api).size());
    assertEquals(Set.of(8080), AssumedShop.ports(api));
  }

  @Test
  void make_cronJob_hasThePodsOfItsJobs() {
    String job =
        "  jobTemplate:\n    spec:\n      "
            + TEMPLATE.replace("\n", "\n    ").stripTrailing()
            + "\n";

    assertEquals(4, texts(api(2, workload("batch/v1", "CronJob", "api", "") + job)).size());
  }

  @Test
  void make_jobWithoutLabels_isSelectedByItsName() {
    String service = SERVICE.replace("app: api", "job-name: train");
    String job =
        workload("batch/v1", "Job", "train", "") + "  " + TEMPLATE.replaceFirst("metadata.*", "");

    assertEquals(2, addresses(read("api", 1, SITES, objects(service + job))).size());
  }

  @Test
  void make_kindsOfOneName_haveDifferentPods() {
    assertEquals(
        8,
        texts(
                api(
                    1,
                    workload("apps/v1", "StatefulSet", "api")
                        + workload("apps.kruise.io/v1beta1", "StatefulSet", "api")
                        + workload("apps/v1", "Deployment", "api")
                        + workload("argoproj.io/v1alpha1", "Rollout", "api")))
            .size());
  }

  @Test
  void make_podWithoutAnAddress_isOneAtEverySite() {
    ServiceState api = api(3, pod("alone", "", ""));

    assertEquals(2, addresses(api).size());
    assertEquals(
        Set.of("shop/alone"),
        api.endpoints().get(0).endpoints().stream()
            .flatMap(endpoint -> endpoint.pod().stream())
            .collect(Collectors.toSet()));
  }

  @Test
  void make_podWithAnAddress_hasThatOne() {
    ServiceState api =
        api(3, pod("alone", "", "podIP: 10.2.7.7, podIPs: [{ip: 10.2.7.7}], phase: Running"));

    assertEquals(Set.of("10.2.7.7"), texts(api));
    assertEquals(Set.of(8080), AssumedShop.ports(api));
  }

  @Test
  void make_podThatHasEnded_isNone() {
    assertEquals(Set.of(), texts(api(3, pod("alone", "", "podIP: 10.2.7.7, phase: Succeeded"))));
  }

  @Test
  void make_podsOfAWorkload_takeThePlaceOfAssumedOnes() {
    String set = workload("apps/v1", "StatefulSet", "api");
    String deployment = workload("apps/v1", "Deployment", "api");
    String running = "podIP: 10.2.7.7, phase: Running";

    assertEquals(
        Set.of("10.2.7.7"),
        texts(api(3, set + pod("api-0", owner("apps/v1", "StatefulSet", "api"), running))));
    assertEquals(
        Set.of("10.2.7.7"),
        texts(
            api(
                3,
                deployment + pod("api-x", owner("apps/v1", "ReplicaSet", "api-5d4b8"), running))));
    assertEquals(
        7,
        texts(
                api(
                    3,
                    deployment
                        + pod("api-x", owner("apps/v1", "ReplicaSet", "web-5d4b8"), running)))
            .size());
  }

  @Test
  void make_podOfAWorkloadThatWaitsForItsAddress_isNotCountedBesideTheWorkload() {
    assertEquals(
        2,
        texts(
                api(
                    1,
                    workload("apps/v1", "DaemonSet", "api")
                        + pod("api-x", owner("apps/v1", "DaemonSet", "api"), "phase: Pending")))
            .size());
  }

  @Test
  void make_replicaSetOfADeployment_isNotCountedTwice() {
    String set =
        workload("apps/v1", "ReplicaSet", "api-5d4b8", owner("apps/v1", "Deployment", "api"));
    String old = "  replicas: 0\n";
    String deployment = workload("apps/v1", "Deployment", "api");

    ServiceState alone = api(2, deployment);
    assertEquals(alone, api(2, deployment + set + "  " + TEMPLATE));
    assertEquals(alone, api(2, deployment + set + old + "  " + TEMPLATE));
    assertEquals(4, texts(api(2, set + "  " + TEMPLATE)).size(), "the Deployment is not there");
    assertEquals(Set.of(), texts(api(2, set + old + "  " + TEMPLATE)), "an old one");
  }

  @Test
  void make_jobThatHasEnded_hasNoPods() {
    String job = workload("batch/v1", "Job", "api", "") + "  " + TEMPLATE;

    assertEquals(
        Set.of(),
        texts(api(2, job + "status: {conditions: [{type: Complete, status: 'True'}]}\n")));
    assertEquals(4, texts(api(2, job + "status: {active: 1}\n")).size());
  }

  @Test
  void make_labelsThatControllersAdd_areSelected() {
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
        spec: {clusterIP: None, selector: {%s}, ports: [{name: http, port: 80, targetPort: web}]}
        ---
        """;
    String set = workload("apps/v1", "StatefulSet", "db");
    String job = workload("batch/v1", "Job", "train");

    assertEquals(2, pods(service.formatted("job-name: train"), job));
    assertEquals(2, pods(service.formatted("batch.kubernetes.io/job-name: train"), job));
    assertEquals(0, pods(service.formatted("job-name: other"), job));
    String third = service.formatted("statefulset.kubernetes.io/pod-name: db-2");
    assertEquals(2, addresses(read("api", 3, SITES, objects(third + set))).size());
    assertEquals(0, addresses(read("api", 2, SITES, objects(third + set))).size());
    assertEquals(
        addresses(read("api", 3, SITES, objects(third + set))),
        addresses(read("api", 9, SITES, objects(third + set))));
  }

  private static int pods(String service, String workload) {
    return addresses(read("api", 1, SITES, objects(service + workload))).size();
  }

  @Test
  void make_deployment_hasTheSameAddressesInEveryRelease() {
    assertEquals(
        Set.of("10.1.116.123", "10.1.192.75", "10.2.192.201", "10.2.203.242"),
        texts(api(2, workload("apps/v1", "Deployment", "api"))));
  }

  @Test
  void make_anotherKindOfWorkload_leavesAddressesAlone() {
    Set<String> before = texts(api(5, workload("apps/v1", "Deployment", "api")));

    Set<String> after =
        texts(
            api(
                5,
                workload("apps/v1", "Deployment", "api")
                    + workload("argoproj.io/v1alpha1", "Rollout", "api")
                    + pod("alone", "", "")));
    assertTrue(after.containsAll(before));
    assertEquals(22, after.size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void make_shuffledKinds_isEqual(long seed) {
    HasMetadata[] objects =
        objects(
            SERVICE
                + workload("apps/v1", "Deployment", "api")
                + workload("argoproj.io/v1alpha1", "Rollout", "api")
                + workload("apps/v1", "ReplicaSet", "api", owner("apps/v1", "Deployment", "api"))
                + "  "
                + TEMPLATE
                + "---\n"
                + pod("alone", "", "")
                + pod("there", "", "podIP: 10.2.7.7")
                + pod("here", "", "podIP: 10.1.7.7"));
    AssumedPods.Result straight = AssumedShop.make(2, SITES, objects);

    Collections.shuffle(Arrays.asList(objects), new Random(seed));

    assertEquals(straight, AssumedShop.make(2, SITES, objects));
    assertFalse(straight.objects().endpointSlices().isEmpty());
  }

  @Test
  void make_readinessOfAPodWithAnAddress_isThatOfItsConditions() {
    String ready = "podIP: 10.2.7.7, conditions: [{type: Ready, status: 'True'}]";
    Endpoint.State serving = state(api(1, pod("alone", "", ready)));
    Endpoint.State starting = state(api(1, pod("alone", "", "podIP: 10.2.7.7")));

    assertTrue(serving.ready());
    assertFalse(starting.ready());
  }

  private static Endpoint.State state(ServiceState service) {
    return service.endpoints().get(0).endpoints().get(0).state();
  }
}
