package dev.fairway.k8s.assume;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The diagnostics of Services that ask for something and get no pods, or pods without some of their
 * ports or families: what is missing, and what would help.
 */
final class SelectionDiagnostics {

  private static final String SELECTOR = "spec.selector";
  private static final String TARGET_PORT = "spec.ports.targetPort";
  private static final int MOST_NAMES = 3;
  private static final int MOST_ORDINALS = 1_000;

  private final AskingServices asking;
  private final List<Workload> workloads;
  private final Collection<SiteId> sites;
  private final AddressAllocation addresses;

  /**
   * The diagnostics of a cluster.
   *
   * @param workloads all of them, in order
   */
  SelectionDiagnostics(
      AskingServices asking,
      List<Workload> workloads,
      Collection<SiteId> sites,
      AddressAllocation addresses) {
    this.asking = asking;
    this.workloads = workloads;
    this.sites = sites;
    this.addresses = addresses;
  }

  /** What a Service lacks; nothing where it does not ask. */
  List<Diagnostic> of(ServiceSelection selection) {
    if (!asking.contains(selection.service())) {
      return List.of();
    }
    List<Diagnostic> found = new ArrayList<>(refusals(selection));
    if (selection.workloads().isEmpty() && selection.pods().isEmpty()) {
      found.add(withoutPods(selection.service()));
    }
    selection.ports().stream()
        .filter(port -> asking.asksFor(selection.service(), port))
        .flatMap(port -> withoutPort(selection, port).stream())
        .forEach(found::add);
    selection.families().families().stream()
        .flatMap(family -> withoutFamily(selection, family).stream())
        .forEach(found::add);
    return found;
  }

  /** What the API server would refuse the Service for. */
  private List<Diagnostic> refusals(ServiceSelection selection) {
    Subject subject = asking.subject(selection.service());
    List<Diagnostic> found = new ArrayList<>();
    for (TargetPort port : selection.ports()) {
      if (!port.refusal().isEmpty()) {
        found.add(
            malformed(
                subject,
                TARGET_PORT,
                port.portName(),
                "the API server refuses target port '" + port.portName() + "': " + port.refusal()));
      }
    }
    if (!selection.families().refusal().isEmpty()) {
      String policy = ServiceFamilies.policy(selection.service().getSpec());
      found.add(
          malformed(
              subject,
              "spec.ipFamilyPolicy",
              policy,
              "the API server refuses ipFamilyPolicy '"
                  + policy
                  + "': "
                  + selection.families().refusal()));
    }
    if (ObjectFields.list(selection.service().getSpec().getPorts()).isEmpty()
        && !selection.isPortless()) {
      found.add(
          malformed(
              subject,
              "spec.ports",
              "",
              "the API server refuses a Service without ports unless its clusterIP is None"));
    }
    return found;
  }

  private static Diagnostic malformed(Subject subject, String key, String value, String message) {
    return Diagnostic.warning(DiagnosticCode.MALFORMED_OBJECT, subject, key, value, message);
  }

  private Diagnostic withoutPods(Service service) {
    Map<String, String> selector = ObjectFields.map(service.getSpec().getSelector());
    if (selector.isEmpty()) {
      return Diagnostic.warning(
          DiagnosticCode.NO_ENDPOINTS,
          asking.subject(service),
          SELECTOR,
          "",
          "there is no selector, so no pod is assumed: its EndpointSlices, or Endpoints, are made"
              + " by hand; add them to the files");
    }
    String text = text(selector);
    return Diagnostic.warning(
        DiagnosticCode.NO_ENDPOINTS,
        asking.subject(service),
        SELECTOR,
        text,
        "no workload and no Pod in the files has the labels "
            + text
            + ", so no pod is assumed: add the file of the workload, or the cluster's"
            + " EndpointSlices"
            + hint(service, selector));
  }

  /** The workload that is most like one that the selector means, and what is wrong with it. */
  private String hint(Service service, Map<String, String> selector) {
    String namespace = ObjectFields.namespace(service);
    List<Workload> near =
        workloads.stream()
            .filter(workload -> workload.key().namespace().equals(namespace))
            .toList();
    for (Workload workload : near) {
      if (selects(selector, workload.labels(0))) {
        return "; " + workload.key() + " " + workload.idle();
      }
      Optional<Integer> ordinal =
          IntStream.range(0, workload.hasOrdinals() ? MOST_ORDINALS : 0)
              .boxed()
              .filter(index -> selects(selector, workload.labels(index)))
              .findFirst();
      if (ordinal.isPresent()) {
        return "; it is pod "
            + ordinal.get()
            + " of "
            + workload.key()
            + ", which is assumed from --assume-pods "
            + (ordinal.get() + 1)
            + " on";
      }
    }
    Optional<Workload> elsewhere =
        workloads.stream().filter(workload -> selects(selector, workload.labels(0))).findFirst();
    if (elsewhere.isPresent()) {
      return "; " + elsewhere.get().key() + " has such pods, in another namespace";
    }
    return near.stream()
        .filter(workload -> common(selector, workload) > 0)
        .max(
            Comparator.<Workload>comparingLong(workload -> common(selector, workload))
                .thenComparing(Workload.ORDER.reversed()))
        .map(
            workload -> "; the pods of " + workload.key() + " have " + text(of(selector, workload)))
        .orElse("");
  }

  private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  /** How many labels of the selector a workload's pods have, with whatever value. */
  private static long common(Map<String, String> selector, Workload workload) {
    return of(selector, workload).size();
  }

  private static Map<String, String> of(Map<String, String> selector, Workload workload) {
    return workload.labels().entrySet().stream()
        .filter(label -> selector.containsKey(label.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String text(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** The pods that do not have a port of the Service. */
  private Optional<Diagnostic> withoutPort(ServiceSelection selection, TargetPort port) {
    if (!port.refusal().isEmpty()) {
      return Optional.empty();
    }
    List<String> without = new ArrayList<>();
    for (SelectedWorkload selected : selection.workloads()) {
      Workload workload = selected.workload();
      if (port.numberIn(workload.spec()).isEmpty()) {
        without.add(text(workload.key(), port, workload.spec()));
      }
    }
    for (AddressedPod pod : selection.pods()) {
      if (port.numberIn(pod.pod().getSpec()).isEmpty()) {
        without.add(text(WorkloadKey.of(pod.pod()), port, pod.pod().getSpec()));
      }
    }
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Diagnostic.warning(
                DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
                asking.subject(selection.service()),
                TARGET_PORT,
                port.portName(),
                "no container names a "
                    + port.protocol()
                    + " port '"
                    + port.portName()
                    + "', so it has no pods of "
                    + Listing.of(MOST_NAMES, without)));
  }

  private static String text(WorkloadKey key, TargetPort port, PodSpec spec) {
    return key + " (" + port.whyNotIn(spec) + ")";
  }

  /** The sites where pods have no address of a family of the Service. */
  private Optional<Diagnostic> withoutFamily(ServiceSelection selection, IpFamily family) {
    List<String> without =
        sites.stream()
            .filter(site -> addresses.pool(site, family).isEmpty())
            .map(SiteId::value)
            .toList();
    if (without.isEmpty() || selection.workloads().isEmpty()) {
      return Optional.empty();
    }
    String text = ServiceFamilies.text(family);
    return Optional.of(
        Diagnostic.warning(
            DiagnosticCode.FAMILY_NOT_COVERED,
            asking.subject(selection.service()),
            "spec.ipFamilies",
            text,
            "no pod with an "
                + text
                + " address is assumed where no network of the site is "
                + text
                + ": at "
                + (without.size() == 1 ? "site " : "sites ")
                + Listing.of(MOST_NAMES, without)));
  }
}
