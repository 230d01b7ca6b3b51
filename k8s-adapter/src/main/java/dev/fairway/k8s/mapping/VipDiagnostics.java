package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The diagnostics of a Service's virtual addresses that have no rule. A warning where the address
 * lies on the WAN, that is in a declared network or where none is declared; it degrades the
 * condition. A notice where that is not known, or where a node port exists only for a load
 * balancer.
 */
final class VipDiagnostics {

  private final ClusterSettings settings;
  private final Subject subject;
  private final List<Diagnostic> diagnostics;

  /** The field of a Service that names a virtual address. */
  enum Source {
    /** The load balancer's, in its status. */
    BALANCER("status.loadBalancer.ingress", "load balancer"),
    /** An external one, in its spec. */
    EXTERNAL("spec.externalIPs", "external");

    private final String key;
    private final String word;

    Source(String key, String word) {
      this.key = key;
      this.word = word;
    }

    /** The field. */
    String key() {
      return key;
    }

    /** The word for the address in messages. */
    String word() {
      return word;
    }
  }

  VipDiagnostics(ClusterSettings settings, Subject subject, List<Diagnostic> diagnostics) {
    this.settings = settings;
    this.subject = subject;
    this.diagnostics = diagnostics;
  }

  void malformed(Source source, String text) {
    diagnostics.add(
        Diagnostic.warning(
            DiagnosticCode.MALFORMED_ADDRESS,
            subject,
            source.key(),
            text,
            MalformedAddress.text(text) + "; it is left out"));
  }

  void unusable(Source source, IpPrefix address, SpecialAddress kind) {
    String text = address.addressText();
    diagnostics.add(
        Diagnostic.warning(
            DiagnosticCode.UNUSABLE_ADDRESS,
            subject,
            source.key(),
            text,
            "its " + source.word() + " address " + text + " is left out: " + kind.reason()));
  }

  void uncovered(Source source, IpPrefix address) {
    if (settings.declares(address)) {
      String text = address.addressText();
      add(
          Severity.WARNING,
          source.key(),
          text,
          "packets to its "
              + source.word()
              + " address "
              + text
              + " are not covered: only the addresses of its endpoints have rules; 'cluster.covers:"
              + " pods+vip' covers it");
    }
  }

  void knownByName(String hostname) {
    add(
        Severity.INFO,
        Source.BALANCER.key(),
        hostname,
        "its load balancer is known by the name '"
            + hostname
            + "' only: packets to the addresses behind that name have no rule");
  }

  void uncoveredNodePorts(
      ServiceSpecView.Spec spec, SortedSet<Integer> numbers, Collection<IpPrefix> addresses) {
    Optional<IpPrefix> onTheWan = addresses.stream().filter(settings::declares).findFirst();
    if (!settings.networks().isEmpty() && onTheWan.isEmpty()) {
      return;
    }
    boolean reachable = !settings.networks().isEmpty() && spec.type().equals("NodePort");
    String ports = String.join(", ", numbers.stream().map(String::valueOf).toList());
    add(
        reachable ? Severity.WARNING : Severity.INFO,
        "spec.ports.nodePort",
        ports,
        "packets to "
            + (numbers.size() == 1 ? "node port " : "node ports ")
            + ports
            + onTheWan.map(address -> " of nodes, such as " + address.addressText()).orElse("")
            + " are not covered; 'cluster.covers: pods+vip+nodePort' covers them");
  }

  private void add(Severity severity, String key, String value, String message) {
    diagnostics.add(
        new Diagnostic(DiagnosticCode.ADDRESS_NOT_COVERED, severity, subject, key, value, message));
  }
}
