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
final class ServiceReduction {

  private ServiceReduction() {}

  static ServiceObject reduce(Service service) {
    return new ServiceObject(facts(service), bookkeeping(service));
  }

  private static ServiceFacts facts(Service service) {
    List<LoadBalancerIngress> balancers = balancers(service);
    return new ServiceFacts(
        Parts.namespace(service).intern(),
        Parts.name(service),
        createdAt(service),
        Reduction.ours(service),
        spec(service),
        balancers.stream().map(one -> Parts.text(one.getIp())).filter(ip -> !ip.isEmpty()).toList(),
        balancers.stream()
            .filter(one -> Parts.text(one.getIp()).isEmpty())
            .map(one -> Parts.text(one.getHostname()))
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private static List<LoadBalancerIngress> balancers(Service service) {
    return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
        ? List.of()
        : Parts.list(service.getStatus().getLoadBalancer().getIngress());
  }

  private static Optional<ServiceSpec> spec(Service service) {
    if (service.getSpec() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceSpec(
            Parts.text(service.getSpec().getType()).intern(),
            Parts.list(service.getSpec().getPorts()).stream().map(ServiceReduction::port).toList(),
            Parts.list(service.getSpec().getExternalIPs())));
  }

  private static PortObject port(ServicePort port) {
    return new PortObject(
        Parts.text(port.getName()).intern(),
        Parts.text(port.getProtocol()).intern(),
        Parts.number(port.getPort()),
        // The API server writes no node port as 0 in some answers, and leaves it out in others.
        port.getNodePort() == null || port.getNodePort() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(port.getNodePort()));
  }

  private static ServiceBookkeeping bookkeeping(Service service) {
    ObjectMeta metadata = service.getMetadata() == null ? new ObjectMeta() : service.getMetadata();
    return new ServiceBookkeeping(
        Parts.text(metadata.getUid()),
        Parts.text(metadata.getResourceVersion()),
        generation(metadata.getGeneration()),
        metadata.getDeletionTimestamp() != null,
        conditions(service));
  }

  private static List<ConditionObject> conditions(Service service) {
    if (service.getStatus() == null) {
      return List.of();
    }
    return Parts.list(service.getStatus().getConditions()).stream()
        .filter(one -> Parts.text(one.getType()).startsWith(ServiceBookkeeping.CONDITION_PREFIX))
        .map(ServiceReduction::condition)
        .toList();
  }

  private static ConditionObject condition(Condition condition) {
    return new ConditionObject(
        Parts.text(condition.getType()).intern(),
        Parts.text(condition.getStatus()).intern(),
        Parts.text(condition.getReason()).intern(),
        Parts.text(condition.getMessage()),
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
