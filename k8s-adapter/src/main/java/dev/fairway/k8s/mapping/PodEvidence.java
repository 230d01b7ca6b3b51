package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.PodView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The evidence of which addresses the pods of a Service have: a list of the pods that its own
 * selector selects. Immutable.
 *
 * @param addresses the addresses of its pods that have not ended
 * @param hostAddresses those of them that are a node's, because the pod is in the host's network
 * @param read true where the pods were listed, now or earlier
 * @param problem why they could not be listed now; empty where they were
 */
public record PodEvidence(
    Set<IpPrefix> addresses, Set<IpPrefix> hostAddresses, boolean read, Optional<String> problem) {

  /** The evidence of a Service of which nothing is proven. */
  public static final PodEvidence NONE =
      new PodEvidence(Set.of(), Set.of(), false, Optional.empty());

  /** Copies. */
  public PodEvidence {
    addresses = Set.copyOf(addresses);
    hostAddresses = Set.copyOf(hostAddresses);
  }

  /** The evidence of a list of pods. */
  public static PodEvidence of(Collection<PodView> pods) {
    List<PodView> living = pods.stream().filter(pod -> !pod.ended()).toList();
    return new PodEvidence(
        living.stream().flatMap(pod -> pod.addresses().stream()).collect(Collectors.toSet()),
        living.stream()
            .filter(PodView::inHostNetwork)
            .flatMap(pod -> pod.addresses().stream())
            .collect(Collectors.toSet()),
        true,
        Optional.empty());
  }

  /** The same evidence where the pods could not be listed again. */
  public PodEvidence notReadAgain(String why) {
    return new PodEvidence(addresses, hostAddresses, read, Optional.of(why));
  }

  /**
   * True for a Service that {@code access} or {@code inspect} is asked for, by itself or its
   * Namespace, or was when its last good intent was accepted: that may be in force.
   */
  public static boolean isNeededBy(IntentReading reading) {
    return needs(reading.intent()) || needs(reading.lastGood());
  }

  /** A loop: it is asked of every Service for every snapshot, and most ask for nothing. */
  private static boolean needs(Optional<ServiceIntent> intent) {
    if (intent.isEmpty()) {
      return false;
    }
    for (PortIntent part : intent.get().parts()) {
      if (part.treatment().filter(PodEvidence::diverts).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean diverts(Treatment treatment) {
    return treatment.admission().isPresent() || treatment.inspect().isPresent();
  }

  /** The Service where this is known of its pods. */
  public ServiceState applyTo(ServiceState service) {
    List<ServiceEndpoints> endpoints =
        service.endpoints().stream()
            .map(
                group ->
                    new ServiceEndpoints(
                        group.portName(),
                        group.protocol(),
                        group.port(),
                        group.endpoints().stream().map(this::applyTo).toList()))
            .toList();
    List<Diagnostic> diagnostics = new ArrayList<>(service.diagnostics());
    IntentReading reading = service.reading();
    if (!reading.readable() || needs(reading.intent())) {
      problem.ifPresent(why -> diagnostics.add(unread(service, why)));
    }
    return new ServiceState(
        service.key(),
        service.createdAt(),
        service.ports(),
        reading,
        endpoints,
        service.controls(),
        diagnostics.stream().sorted().toList());
  }

  /**
   * A virtual address is no pod's, and is the Service's own or not without any evidence of pods.
   */
  private Endpoint applyTo(Endpoint endpoint) {
    if (!endpoint.kind().hasAllPorts()) {
      return endpoint;
    }
    boolean own = endpoint.origin().isEmpty() && addresses.contains(endpoint.address());
    return new Endpoint(
        endpoint.address(),
        endpoint.site(),
        own && hostAddresses.contains(endpoint.address()) ? Endpoint.Kind.NODE : endpoint.kind(),
        endpoint.state(),
        endpoint.origin(),
        endpoint.pod(),
        endpoint.node(),
        own);
  }

  private Diagnostic unread(ServiceState service, String why) {
    return read
        ? Diagnostic.info(
            DiagnosticCode.UNPROVEN_ADDRESS,
            service.key().subject(),
            "spec.selector",
            "",
            "its pods could not be listed again: "
                + why
                + "; the addresses that they had at the last list still count")
        : Diagnostic.error(
            DiagnosticCode.UNPROVEN_ADDRESS,
            service.key().subject(),
            "spec.selector",
            "",
            "its pods could not be listed, so that no address is known to be theirs, which 'access'"
                + " and 'inspect' need: "
                + why);
  }
}
