package dev.fairway.k8s.assume;

import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Services that ask for something, by their own annotations or those of their Namespace. */
final class AskingServices {

  private final ClusterSettings cluster;
  private final Map<String, Map<String, String>> defaults;

  private AskingServices(ClusterSettings cluster, Map<String, Map<String, String>> defaults) {
    this.cluster = cluster;
    this.defaults = defaults;
  }

  /** The Services among the objects of a cluster. */
  static AskingServices of(KubernetesObjects objects, ClusterSettings cluster) {
    Map<String, Map<String, String>> defaults = new HashMap<>();
    objects
        .namespaces()
        .forEach(
            namespace ->
                defaults.put(ObjectFields.name(namespace), ObjectFields.annotations(namespace)));
    return new AskingServices(cluster, defaults);
  }

  /** True for a Service that asks, or tries to. */
  boolean contains(Service service) {
    IntentReading reading = reading(service);
    return reading.intent().isPresent() || !reading.readable();
  }

  /** True where the Service asks for something for a port of this name and number. */
  boolean asksFor(Service service, TargetPort port) {
    return reading(service)
        .intent()
        .map(
            intent ->
                intent.parts().stream().map(PortIntent::ports).anyMatch(ports -> has(ports, port)))
        .orElse(true);
  }

  private static boolean has(PortSelection selection, TargetPort port) {
    return selection.kind() != PortSelection.Kind.LISTED
        || selection.ports().contains(port.name())
        || selection.ports().contains(Integer.toString(port.servicePort()));
  }

  /** The Service as the subject of a diagnostic. */
  Subject subject(Service service) {
    return key(service).subject();
  }

  private ServiceKey key(Service service) {
    return new ServiceKey(
        cluster.name(), ObjectFields.namespace(service), ObjectFields.name(service));
  }

  private IntentReading reading(Service service) {
    Set<String> ports =
        ObjectFields.list(service.getSpec().getPorts()).stream()
            .map(ServicePort::getName)
            .map(ObjectFields::text)
            .collect(Collectors.toSet());
    return IntentAnnotations.read(
        key(service),
        ObjectFields.annotations(service),
        IntentAnnotations.defaultsFor(
            ports, defaults.getOrDefault(ObjectFields.namespace(service), Map.of())),
        Optional.empty(),
        cluster.intents());
  }
}
