package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of a Service that the WAN may see and that no rule covers: a load balancer's and
 * external ones. Only the addresses of its endpoints are covered.
 */
final class UncoveredAddresses {

  private UncoveredAddresses() {}

  static List<Diagnostic> of(Service service, Subject subject) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (service.getStatus() != null && service.getStatus().getLoadBalancer() != null) {
      Parts.list(service.getStatus().getLoadBalancer().getIngress()).stream()
          .map(LoadBalancerIngress::getIp)
          .filter(ip -> ip != null && !ip.isEmpty())
          .map(ip -> uncovered(subject, "status.loadBalancer.ingress", "load balancer", ip))
          .forEach(diagnostics::add);
    }
    if (service.getSpec() != null) {
      Parts.list(service.getSpec().getExternalIPs()).stream()
          .map(ip -> uncovered(subject, "spec.externalIPs", "external", ip))
          .forEach(diagnostics::add);
    }
    return diagnostics;
  }

  private static Diagnostic uncovered(Subject subject, String key, String sort, String ip) {
    return Diagnostic.warning(
        DiagnosticCode.ADDRESS_NOT_COVERED,
        subject,
        key,
        ip,
        "packets to its "
            + sort
            + " address "
            + ip
            + " are not covered: only the addresses of its endpoints have rules");
  }
}
