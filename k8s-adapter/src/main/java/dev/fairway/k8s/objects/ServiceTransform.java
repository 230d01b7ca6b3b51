package dev.fairway.k8s.objects;

import dev.fairway.core.intent.ServiceKey;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The transform of a Service of one cluster to its view. */
final class ServiceTransform {

  private final String cluster;

  ServiceTransform(String cluster) {
    this.cluster = cluster;
  }

  ServiceView transform(Service service) {
    ObjectMeta metadata = service.getMetadata() == null ? new ObjectMeta() : service.getMetadata();
    return new ServiceView(spec(service, metadata), status(service, metadata));
  }

  private static ServiceSpecView spec(Service service, ObjectMeta metadata) {
    List<LoadBalancerIngress> balancers = balancers(service);
    return new ServiceSpecView(
        ObjectFields.namespace(service).intern(),
        ObjectFields.name(service),
        instant(metadata.getCreationTimestamp()),
        InformerTransform.fairwayAnnotations(service),
        InformerTransform.misplacedLabels(service),
        spec(service),
        balancers.stream()
            .map(balancer -> ObjectFields.text(balancer.getIp()))
            .filter(ip -> !ip.isEmpty())
            .toList(),
        balancers.stream()
            .filter(balancer -> ObjectFields.text(balancer.getIp()).isEmpty())
            .map(balancer -> ObjectFields.text(balancer.getHostname()))
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private static List<LoadBalancerIngress> balancers(Service service) {
    return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
        ? List.of()
        : ObjectFields.list(service.getStatus().getLoadBalancer().getIngress());
  }

  private static Optional<ServiceSpecView.Spec> spec(Service service) {
    return Optional.ofNullable(service.getSpec())
        .map(
            spec ->
                new ServiceSpecView.Spec(
                    ObjectFields.text(spec.getType()).intern(),
                    new TreeMap<>(ObjectFields.map(spec.getSelector())),
                    ObjectFields.list(spec.getPorts()).stream()
                        .map(ServiceTransform::port)
                        .toList(),
                    ObjectFields.list(spec.getExternalIPs())));
  }

  private static PortView port(ServicePort port) {
    return new PortView(
        ObjectFields.text(port.getName()).intern(),
        ObjectFields.text(port.getProtocol()).intern(),
        ObjectFields.number(port.getPort()),
        // The API server writes no node port as 0 in some answers, and leaves it out in others.
        port.getNodePort() == null || port.getNodePort() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(port.getNodePort()),
        targetPort(port.getTargetPort()));
  }

  private static String targetPort(@Nullable IntOrString target) {
    Object value = target == null ? null : target.getValue();
    return value == null ? "" : value.toString().intern();
  }

  private ServiceStatusView status(Service service, ObjectMeta metadata) {
    return new ServiceStatusView(
        new ServiceKey(
            cluster, ObjectFields.namespace(service).intern(), ObjectFields.name(service)),
        ObjectFields.text(metadata.getUid()),
        ObjectFields.text(metadata.getResourceVersion()),
        generation(metadata.getGeneration()),
        metadata.getDeletionTimestamp() != null,
        conditions(service));
  }

  private static List<StoredCondition> conditions(Service service) {
    if (service.getStatus() == null) {
      return List.of();
    }
    return ObjectFields.list(service.getStatus().getConditions()).stream()
        .filter(
            condition ->
                ObjectFields.text(condition.getType()).startsWith(StoredCondition.TYPE_PREFIX))
        .map(ServiceTransform::condition)
        .sorted(Comparator.comparing(StoredCondition::type))
        .toList();
  }

  private static StoredCondition condition(Condition condition) {
    return new StoredCondition(
        ObjectFields.text(condition.getType()).intern(),
        ObjectFields.text(condition.getStatus()).intern(),
        ObjectFields.text(condition.getReason()).intern(),
        ObjectFields.text(condition.getMessage()),
        Optional.ofNullable(condition.getLastTransitionTime()),
        generation(condition.getObservedGeneration()));
  }

  private static OptionalLong generation(@Nullable Long generation) {
    return generation == null ? OptionalLong.empty() : OptionalLong.of(generation);
  }

  private static Instant instant(@Nullable String text) {
    try {
      return text == null ? Instant.MAX : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      // A Service of unknown age yields to every Service whose age is known.
      return Instant.MAX;
    }
  }
}
