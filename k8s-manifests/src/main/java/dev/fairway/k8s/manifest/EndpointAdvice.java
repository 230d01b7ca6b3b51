package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The advice for Services from files that have fewer endpoints than they ask for: what was read or
 * passed over that may have been meant for them, and what would help. Immutable.
 */
public final class EndpointAdvice {

  /** As many objects as one sentence names. */
  private static final int MOST_NAMED = 3;

  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, Endpoints> endpoints = new HashMap<>();
  private final Map<String, List<EndpointSlice>> unlabelled = new HashMap<>();
  private final Map<String, List<EndpointSlice>> strayByService = new HashMap<>();
  private final List<String> passedOver = new ArrayList<>();

  /** The advice that these manifests allow. */
  public EndpointAdvice(ParsedManifests manifests) {
    for (Service service : manifests.objects().services()) {
      services.put(EndpointsMirroring.path(service), service);
    }
    manifests.objects().all().stream()
        .filter(Endpoints.class::isInstance)
        .map(Endpoints.class::cast)
        .forEach(object -> endpoints.put(EndpointsMirroring.path(object), object));
    for (EndpointSlice slice : manifests.objects().endpointSlices()) {
      index(slice);
    }
    manifests
        .ignored()
        .forEach((type, count) -> passedOver.add(count + " of " + type + ManifestKind.hint(type)));
  }

  /** Slices without a Service: by namespace, or by the name of the Service that there is not. */
  private void index(EndpointSlice slice) {
    String namespace = ObjectFields.namespace(slice);
    String service =
        ObjectFields.text(ObjectFields.labels(slice).get(EndpointSliceView.SERVICE_NAME));
    if (service.isEmpty()) {
      unlabelled.computeIfAbsent(namespace, absent -> new ArrayList<>()).add(slice);
    } else if (!services.containsKey(namespace + "/" + service)) {
      strayByService.computeIfAbsent(service, absent -> new ArrayList<>()).add(slice);
    }
  }

  /** What may have been meant for a Service, sorted; empty where nothing was. */
  public List<Diagnostic> of(ServiceKey key) {
    List<Diagnostic> advice = new ArrayList<>();
    String path = key.namespace() + "/" + key.name();
    List<EndpointSlice> withoutLabel = unlabelled.getOrDefault(key.namespace(), List.of());
    if (!withoutLabel.isEmpty()) {
      advice.add(
          info(
              key,
              names(withoutLabel)
                  + " without the label '"
                  + EndpointSliceView.SERVICE_NAME
                  + "', so of no Service; with its value '"
                  + key.name()
                  + "' the addresses would be this Service's"));
    }
    List<EndpointSlice> elsewhere = strayByService.getOrDefault(key.name(), List.of());
    if (!elsewhere.isEmpty()) {
      advice.add(
          info(
              key,
              names(elsewhere)
                  + " for a Service '"
                  + key.name()
                  + "' of another namespace, which was not read; a slice must be in the namespace"
                  + " of its Service, '"
                  + key.namespace()
                  + "'"));
    }
    Endpoints own = endpoints.get(path);
    Service service = services.get(path);
    if (own != null && service != null) {
      EndpointsMirroring.obstacle(own, service)
          .ifPresent(
              why ->
                  advice.add(
                      info(
                          key,
                          "the Endpoints "
                              + path
                              + " are not used, because "
                              + why
                              + "; what counts are its EndpointSlices (kubectl get"
                              + " endpointslices)")));
    }
    if (!passedOver.isEmpty()) {
      advice.add(info(key, "passed over in the files: " + String.join(", ", passedOver)));
    }
    advice.sort(null);
    return advice;
  }

  private static Diagnostic info(ServiceKey key, String message) {
    return Diagnostic.info(DiagnosticCode.NO_ENDPOINTS, key.subject(), "", "", message);
  }

  /** {@code there is EndpointSlice shop/a and 4 more}. */
  private static String names(List<EndpointSlice> slices) {
    List<String> paths = slices.stream().map(EndpointsMirroring::path).sorted().toList();
    String first = Listing.of(MOST_NAMED, paths);
    return "there is EndpointSlice " + (paths.size() > MOST_NAMED ? first + "," : first);
  }
}
