package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.mapping.PodEvidence;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ServiceSpecView;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.watch.PodEvidenceReader.Question;
import dev.fairway.k8s.watch.WatchedObject.WatchedService;
import dev.fairway.k8s.watch.WatchedObject.WatchedSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The proof of which endpoints are pods of their Service, for the Services whose intent may cut or
 * divert packets; the others cost nothing. An EndpointSlice proves nothing, since whoever may write
 * one can name any address and any pod in it. Thread-safe.
 */
final class OwnPods {

  private final PodEvidenceReader reader;
  private final ResourceInformer<ServiceView, WatchedService> services;
  private final ResourceInformer<EndpointSliceView, WatchedSlice> slices;
  private Map<ServiceKey, Proven> cache = Map.of();

  /** A Service of the last snapshot, before and after. */
  private record Proven(ServiceState mapped, PodEvidence evidence, ServiceState proven) {

    boolean isOf(ServiceState state, PodEvidence known) {
      return mapped.equals(state) && evidence.equals(known);
    }
  }

  OwnPods(
      PodEvidenceReader reader,
      ResourceInformer<ServiceView, WatchedService> services,
      ResourceInformer<EndpointSliceView, WatchedSlice> slices) {
    this.reader = reader;
    this.services = services;
    this.slices = slices;
  }

  /**
   * The snapshot with what is known of the pods. Requests are sent only where the cluster is read
   * whole, since nothing is planned otherwise.
   */
  synchronized ClusterSnapshot prove(ClusterSnapshot snapshot) {
    List<Question> questions = questions(snapshot);
    Map<ServiceKey, PodEvidence> evidence =
        reader.read(questions, snapshot.completeness() == Completeness.COMPLETE);
    if (questions.isEmpty()) {
      cache = Map.of();
      return snapshot;
    }
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>(snapshot.services());
    Map<ServiceKey, Proven> proven = new HashMap<>();
    evidence.forEach(
        (key, known) ->
            states.computeIfPresent(
                key,
                (same, state) -> {
                  Proven last = cache.get(key);
                  Proven now =
                      last != null && last.isOf(state, known)
                          ? last
                          : new Proven(state, known, known.applyTo(state));
                  proven.put(key, now);
                  return now.proven();
                }));
    cache = proven;
    return snapshot.withServices(states);
  }

  private List<Question> questions(ClusterSnapshot snapshot) {
    List<ServiceKey> asking =
        snapshot.services().values().stream()
            .filter(state -> PodEvidence.isNeededBy(state.reading()))
            .map(ServiceState::key)
            .toList();
    if (asking.isEmpty()) {
      return List.of();
    }
    Map<String, SortedMap<String, String>> versions = new HashMap<>();
    for (WatchedSlice slice : slices.items()) {
      versions
          .computeIfAbsent(
              slice.view().namespace() + "/" + slice.view().service(), none -> new TreeMap<>())
          .put(slice.view().name(), slice.resourceVersion());
    }
    List<Question> questions = new ArrayList<>();
    for (ServiceKey key : asking) {
      String path = key.namespace() + "/" + key.name();
      services
          .view(path)
          .ifPresent(
              service ->
                  questions.add(
                      new Question(
                          key,
                          service.status().uid(),
                          selector(service.spec()),
                          versions.getOrDefault(path, new TreeMap<>()))));
    }
    return questions;
  }

  /**
   * The labels of its pods. For an ExternalName no controller keeps slices, so nothing would show
   * that the address of a pod became another one's.
   */
  static SortedMap<String, String> selector(ServiceSpecView service) {
    return service
        .spec()
        .filter(spec -> !spec.isExternalName())
        .map(ServiceSpecView.Spec::selector)
        .orElseGet(TreeMap::new);
  }
}
