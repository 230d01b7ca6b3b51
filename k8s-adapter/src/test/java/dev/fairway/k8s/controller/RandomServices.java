package dev.fairway.k8s.controller;

import dev.fairway.k8s.objects.EndpointSliceView;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Random Services: created, annotated, given other ports, and deleted. */
final class RandomServices {

  static final List<String> NAMESPACES = List.of("bank", "shop");

  private static final int MOST = 5;
  private static final String TUNNEL = "fairway.dev/tunnel";
  private static final String FALLBACK = "fairway.dev/fallback";
  private static final String PORTS = "fairway.dev/ports";

  private static final List<Map<String, String>> USABLE =
      List.of(
          Map.of(TUNNEL, "mpls"),
          Map.of(TUNNEL, "biz-internet"),
          Map.of(TUNNEL, "biz-internet, mpls", FALLBACK, "any"),
          Map.of(TUNNEL, "mpls", PORTS, "all"),
          Map.of(TUNNEL, "biz-internet", PORTS, "http"),
          Map.of("policy.sdwan.cisco.com/tunnel", "biz-internet"));

  /** Usable for some Services or not at all. */
  private static final List<Map<String, String>> DOUBTFUL =
      List.of(
          Map.of(TUNNEL, "mpls", TUNNEL + ".metrics", "biz-internet"),
          Map.of(TUNNEL + ".metrics", "mpls"),
          Map.of(TUNNEL, "lte"),
          Map.of(TUNNEL, "MPLS!"),
          Map.of(TUNNEL, ""),
          Map.of("fairway.dev/tunel", "mpls"),
          Map.of(FALLBACK, "any"),
          Map.of("fairway.dev/class", "none"));

  private static final List<String> BALANCERS = List.of("10.1.0.4", "10.2.0.4", "192.168.7.7");

  private final Random random;
  private final ClusterWriters writers;
  private final Map<String, Condition> said = new TreeMap<>();

  RandomServices(Random random, ClusterWriters writers) {
    this.random = random;
    this.writers = writers;
  }

  /** Annotations as people write them, often right. */
  static Map<String, String> annotations(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Map.of();
      case 1, 2, 3 -> ClusterWriters.any(random, DOUBTFUL);
      default -> ClusterWriters.any(random, USABLE);
    };
  }

  String create() {
    String namespace = ClusterWriters.any(random, NAMESPACES);
    List<Service> there = writers.written(Service.class);
    String name = "s" + random.nextInt(4);
    if (there.size() >= MOST
        || there.stream().anyMatch(service -> isCalled(service, namespace, name))) {
      return annotate();
    }
    Map<String, String> annotations = annotations(random);
    boolean balanced = random.nextInt(4) == 0;
    writers.create(
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addToAnnotations("team", "web")
            .addToAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .withType(balanced ? "LoadBalancer" : "ClusterIP")
            .addToSelector("app", name)
            .withPorts(ports())
            .endSpec()
            .build());
    return "create Service " + namespace + "/" + name + " " + annotations;
  }

  private static boolean isCalled(Service service, String namespace, String name) {
    return service.getMetadata().getNamespace().equals(namespace)
        && service.getMetadata().getName().equals(name);
  }

  private List<ServicePort> ports() {
    List<ServicePort> ports = new ArrayList<>();
    ports.add(port("http", "TCP", 80));
    if (random.nextBoolean()) {
      ports.add(port("metrics", "TCP", 9090));
    }
    if (random.nextInt(4) == 0) {
      ports.add(port("dns", "UDP", 53));
    }
    return ports;
  }

  private static ServicePort port(String name, String protocol, int number) {
    return new ServicePortBuilder().withName(name).withProtocol(protocol).withPort(number).build();
  }

  String annotate() {
    Map<String, String> annotations = annotations(random);
    return edit(
        "annotate " + annotations,
        there ->
            new ServiceBuilder(there)
                .editMetadata()
                .withAnnotations(Map.of("team", "web"))
                .addToAnnotations(annotations)
                .endMetadata()
                .build());
  }

  String changePorts() {
    List<ServicePort> ports = ports();
    return edit(
        "ports " + ports.stream().map(ServicePort::getName).toList(),
        there -> new ServiceBuilder(there).editSpec().withPorts(ports).endSpec().build());
  }

  private String edit(String what, UnaryOperator<Service> change) {
    return onAny(
        what,
        service -> {
          writers.edit(service, change);
          return what;
        });
  }

  String delete() {
    return onAny(
        "delete",
        service -> {
          writers.delete(service);
          said.remove(path(service));
          if (random.nextInt(4) == 0) {
            return "delete, and leave its slices";
          }
          writers.written(EndpointSlice.class).stream()
              .filter(slice -> isOf(slice, service))
              .forEach(writers::delete);
          return "delete, with its slices";
        });
  }

  private static boolean isOf(EndpointSlice slice, Service service) {
    String name = slice.getMetadata().getLabels().get(EndpointSliceView.SERVICE_NAME);
    return slice.getMetadata().getNamespace().equals(service.getMetadata().getNamespace())
        && service.getMetadata().getName().equals(name);
  }

  String balance() {
    Optional<String> address =
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(ClusterWriters.any(random, BALANCERS));
    List<Service> balanced =
        writers.written(Service.class).stream()
            .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
            .toList();
    if (balanced.isEmpty()) {
      return create();
    }
    Service service = ClusterWriters.any(random, balanced);
    writers.balance(service, address);
    return "Service " + path(service) + ": balancer " + address.orElse("gone");
  }

  /** Another controller has its say in the conditions of a Service. */
  String say() {
    return onAny(
        "say",
        service -> {
          Condition condition =
              new ConditionBuilder()
                  .withType("example.com/Probed")
                  .withStatus(random.nextBoolean() ? "True" : "False")
                  .withReason("Probe")
                  .withMessage("probe " + random.nextInt(100))
                  .withLastTransitionTime("2026-01-02T03:04:05Z")
                  .build();
          writers.say(service, condition);
          said.put(path(service), condition);
          return "condition of another controller: " + condition.getMessage();
        });
  }

  /** What the other controller said last, by {@code namespace/name}. */
  Map<String, Condition> said() {
    return said;
  }

  private String onAny(String what, Function<Service, String> act) {
    List<Service> there = writers.written(Service.class);
    if (there.isEmpty()) {
      return create();
    }
    Service service = ClusterWriters.any(random, there);
    return "Service " + path(service) + ": " + act.apply(service);
  }

  static String path(Service service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }
}
