package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a Service. */
final class ServiceTransform {

  private ServiceTransform() {}

  static ServiceView reduce(Service service) {
    return new ServiceView(facts(service), bookkeeping(service));
  }

  private static ServiceSpecView facts(Service service) {
    List<LoadBalancerIngress> balancers = balancers(service);
    return new ServiceSpecView(
        ObjectFields.namespace(service).intern(),
        ObjectFields.name(service),
        createdAt(service),
        InformerTransform.ours(service),
        spec(service),
        balancers.stream()
            .map(one -> ObjectFields.text(one.getIp()))
            .filter(ip -> !ip.isEmpty())
            .toList(),
        balancers.stream()
            .filter(one -> ObjectFields.text(one.getIp()).isEmpty())
            .map(one -> ObjectFields.text(one.getHostname()))
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private static List<LoadBalancerIngress> balancers(Service service) {
    return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
        ? List.of()
        : ObjectFields.list(service.getStatus().getLoadBalancer().getIngress());
  }

  private static Optional<ServiceSpec> spec(Service service) {
    if (service.getSpec() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceSpec(
            ObjectFields.text(service.getSpec().getType()).intern(),
            ObjectFields.list(service.getSpec().getPorts()).stream()
                .map(ServiceTransform::port)
                .toList(),
            ObjectFields.list(service.getSpec().getExternalIPs())));
  }

  private static PortView port(ServicePort port) {
    return new PortView(
        ObjectFields.text(port.getName()).intern(),
        ObjectFields.text(port.getProtocol()).intern(),
        ObjectFields.number(port.getPort()),
        // The API server writes no node port as 0 in some answers, and leaves it out in others.
        port.getNodePort() == null || port.getNodePort() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(port.getNodePort()));
  }

  private static ServiceStatusView bookkeeping(Service service) {
    ObjectMeta metadata = service.getMetadata() == null ? new ObjectMeta() : service.getMetadata();
    return new ServiceStatusView(
        ObjectFields.text(metadata.getUid()),
        ObjectFields.text(metadata.getResourceVersion()),
        generation(metadata.getGeneration()),
        metadata.getDeletionTimestamp() != null,
        conditions(service));
  }

  private static List<ConditionObject> conditions(Service service) {
    if (service.getStatus() == null) {
      return List.of();
    }
    return ObjectFields.list(service.getStatus().getConditions()).stream()
        .filter(
            one -> ObjectFields.text(one.getType()).startsWith(ServiceStatusView.CONDITION_PREFIX))
        .map(ServiceTransform::condition)
        .toList();
  }

  private static ConditionObject condition(Condition condition) {
    return new ConditionObject(
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

  private static Instant createdAt(Service service) {
    return service.getMetadata() == null
        ? Instant.MAX
        : instant(service.getMetadata().getCreationTimestamp());
  }

  private static Instant instant(@Nullable String text) {
    try {
      return text == null ? Instant.MAX : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      // Nobody knows how old it is, so it yields to everyone whose age is known.
      return Instant.MAX;
    }
  }
}
