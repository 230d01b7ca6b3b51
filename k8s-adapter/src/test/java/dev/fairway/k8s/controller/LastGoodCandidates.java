package dev.fairway.k8s.controller;

import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which intents may be the last good one of a Service. Passes are made whenever they like, and each
 * may have seen any version of the Service with any version of its Namespace that there was since
 * all was quiet; what such a pair asks for, if it can be used, may have been accepted. An empty
 * text stands for none.
 */
final class LastGoodCandidates {

  private final Function<List<HasMetadata>, ResolvedCluster> resolve;
  private final Map<String, Set<String>> settled = new HashMap<>();
  private final Map<String, List<Service>> services = new HashMap<>();
  private final Map<String, List<Namespace>> namespaces = new HashMap<>();

  LastGoodCandidates(Function<List<HasMetadata>, ResolvedCluster> resolve) {
    this.resolve = resolve;
  }

  /** Somebody left this version behind. */
  void seen(HasMetadata version) {
    if (version instanceof Service service) {
      services
          .computeIfAbsent(service.getMetadata().getUid(), none -> new ArrayList<>())
          .add(service);
    } else if (version instanceof Namespace namespace) {
      namespaces
          .computeIfAbsent(namespace.getMetadata().getName(), none -> new ArrayList<>())
          .add(namespace);
    }
  }

  /** All is quiet: only what is there now can be seen from now on. */
  void settle(List<HasMetadata> everything) {
    services.clear();
    namespaces.clear();
    settled.clear();
    for (HasMetadata version : everything) {
      seen(version);
      if (version instanceof Service service) {
        settled.put(
            service.getMetadata().getUid(), Set.of(ServiceConditions.acceptedText(service)));
      }
    }
  }

  /** The texts that the Service may hold, if what it asks for now cannot be used. */
  Set<String> possible(Service now) {
    String uid = now.getMetadata().getUid();
    Set<String> texts = new TreeSet<>(settled.getOrDefault(uid, Set.of("")));
    for (Service service : services.getOrDefault(uid, List.of())) {
      for (Namespace namespace :
          namespaces.getOrDefault(service.getMetadata().getNamespace(), List.of())) {
        texts.addAll(usable(service, namespace));
      }
    }
    return texts;
  }

  private Set<String> usable(Service service, Namespace namespace) {
    Service forgetful = new ServiceBuilder(service).withStatus(null).build();
    Declaration declaration =
        resolve.apply(List.of(forgetful, namespace)).services().get(0).declaration();
    Set<String> texts = new LinkedHashSet<>();
    declaration.inForce().ifPresent(intent -> texts.add(intent.canonical()));
    if (declaration instanceof Declaration.Absent) {
      texts.add("");
    }
    return texts;
  }
}
