package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** A snapshot of some objects, and short ways to look at it. */
record MappedCluster(ClusterSnapshot snapshot) {

  static MappedCluster of(HasMetadata... objects) {
    return of(ClusterSettings.of("eu"), objects);
  }

  static MappedCluster of(ClusterSettings settings, HasMetadata... objects) {
    return new MappedCluster(
        new ClusterMapper(settings).snapshot(KubernetesObjects.of(List.of(objects)), 7));
  }

  ServiceState service(String name) {
    return snapshot.services().get(new ServiceKey("eu", "shop", name));
  }

  /** The one group of endpoints of Service {@code cart}. */
  ServiceEndpoints onlyGroup() {
    List<ServiceEndpoints> groups = service("cart").endpoints();
    if (groups.size() != 1) {
      throw new AssertionError(groups.toString());
    }
    return groups.get(0);
  }

  /** The one endpoint of Service {@code cart}. */
  Endpoint onlyEndpoint() {
    List<Endpoint> endpoints = onlyGroup().endpoints();
    if (endpoints.size() != 1) {
      throw new AssertionError(endpoints.toString());
    }
    return endpoints.get(0);
  }

  /** {@code http/tcp/8080: 10.1.0.1 10.1.0.2}, a line for each group of Service {@code cart}. */
  List<String> groups() {
    return service("cart").endpoints().stream().map(MappedCluster::text).toList();
  }

  private static String text(ServiceEndpoints group) {
    StringBuilder text = new StringBuilder(group.portName());
    text.append('/').append(group.protocol().map(Object::toString).orElse("-"));
    text.append('/').append(group.port().isPresent() ? group.port().getAsInt() : "all").append(':');
    group
        .endpoints()
        .forEach(endpoint -> text.append(' ').append(endpoint.address().addressText()));
    return text.toString();
  }

  /** The diagnostics of Service {@code cart} with that code. */
  List<Diagnostic> diagnostics(DiagnosticCode code) {
    return service("cart").diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == code)
        .toList();
  }
}
