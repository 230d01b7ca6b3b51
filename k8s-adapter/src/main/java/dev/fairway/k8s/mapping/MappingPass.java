package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.mapping.MappedServices.MappedService;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.ServiceSpecView;
import dev.fairway.k8s.objects.ServiceView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Maps the objects of a cluster once, taking over what an earlier pass came to where it can. */
final class MappingPass {

  private final ClusterSettings settings;
  private final Function<ServiceView, Optional<String>> lastGood;
  private final MappedServices before;

  MappingPass(
      ClusterSettings settings,
      Function<ServiceView, Optional<String>> lastGood,
      MappedServices before) {
    this.settings = settings;
    this.lastGood = lastGood;
    this.before = before;
  }

  MappingResult map(ClusterObjects objects) {
    MappedServices known = before.over(settings, objects.nodes(), objects.podsInHostNetwork());
    ServiceMapper mapper =
        new ServiceMapper(settings, known.directory(), objects.podsInHostNetwork());
    List<Diagnostic> diagnostics = new ArrayList<>(known.directory().diagnostics());
    diagnostics.addAll(checkNamespaces(objects.namespaces()));
    Map<ServiceKey, MappedService> mapped = new HashMap<>();
    for (Map.Entry<ServiceKey, ServiceInputs> one : inputs(objects, diagnostics).entrySet()) {
      ServiceState state =
          known.state(one.getKey(), one.getValue()).orElseGet(() -> mapper.map(one.getValue()));
      mapped.put(one.getKey(), new MappedService(one.getValue(), state));
    }
    return new MappingResult(known.with(mapped), diagnostics);
  }

  private Map<ServiceKey, ServiceInputs> inputs(
      ClusterObjects objects, List<Diagnostic> diagnostics) {
    Map<ServiceKey, List<EndpointSliceView>> slices = byService(objects.slices());
    Map<String, SortedMap<String, String>> defaults = new HashMap<>();
    objects.namespaces().forEach(one -> defaults.put(one.name(), one.annotations()));
    Map<ServiceKey, ServiceInputs> inputs = new HashMap<>();
    for (ServiceView service : objects.services()) {
      ServiceSpecView facts = service.facts();
      if (facts.name().isEmpty()) {
        diagnostics.add(nameless(facts));
        continue;
      }
      ServiceKey key = key(facts.namespace(), facts.name());
      inputs.put(
          key,
          new ServiceInputs(
              facts,
              slices.getOrDefault(key, List.of()),
              defaults.getOrDefault(key.namespace(), Collections.emptySortedMap()),
              lastGood.apply(service)));
    }
    return inputs;
  }

  private Map<ServiceKey, List<EndpointSliceView>> byService(List<EndpointSliceView> slices) {
    Map<ServiceKey, List<EndpointSliceView>> byService = new HashMap<>();
    for (EndpointSliceView slice : slices) {
      if (!slice.service().isEmpty()) {
        byService
            .computeIfAbsent(key(slice.namespace(), slice.service()), absent -> new ArrayList<>())
            .add(slice);
      }
    }
    return byService;
  }

  private ServiceKey key(String namespace, String service) {
    return new ServiceKey(settings.name(), namespace, service);
  }

  private List<Diagnostic> checkNamespaces(List<NamespaceView> namespaces) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (NamespaceView namespace : namespaces) {
      if (!namespace.annotations().isEmpty()) {
        diagnostics.addAll(
            IntentAnnotations.checkNamespace(
                settings.name(), namespace.name(), namespace.annotations()));
      }
    }
    return diagnostics;
  }

  private Diagnostic nameless(ServiceSpecView service) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        new Subject(Subject.Kind.CLUSTER, settings.name()),
        "metadata.name",
        "",
        "a Service in namespace " + service.namespace() + " has no name; it is left out");
  }
}
