package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.objects.PodView;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One round of questions for the pods at missing addresses, within a number of requests and a time.
 * First the pod of the endpoint is read by its name, or with all others of its namespace where many
 * are in question; where it does not have the address any more, other pods are looked for.
 */
final class PodLookupRound {

  /** From so many pods of a namespace on, its list costs less than a request for each. */
  private static final int MANY = 50;

  private final PodRequests requests;
  private final Function<ServiceKey, SortedMap<String, String>> selectors;
  private final Function<IpPrefix, Optional<String>> lastNode;
  private final AtomicInteger left;
  private final Map<String, Map<String, PodView>> byNamespace = new ConcurrentHashMap<>();
  private final Set<String> listedWhole = ConcurrentHashMap.newKeySet();
  private final Map<String, List<PodView>> byNode = new ConcurrentHashMap<>();
  private final Map<String, ApiFailure> failures = new ConcurrentHashMap<>();
  private Optional<Boolean> noPods = Optional.empty();

  /**
   * A round in which nothing was sent.
   *
   * @param selectors the labels of the pods of a Service; empty where it selects none, or is gone
   * @param lastNode the node of the pod that had an address last
   * @param most how many requests may be sent
   */
  PodLookupRound(
      PodRequests requests,
      Function<ServiceKey, SortedMap<String, String>> selectors,
      Function<IpPrefix, Optional<String>> lastNode,
      int most) {
    this.requests = requests;
    this.selectors = selectors;
    this.lastNode = lastNode;
    this.left = new AtomicInteger(most);
  }

  /**
   * What the pods tell of these addresses; one that is left out was not asked for, or not in time.
   * Earlier ones are asked for first.
   *
   * @param threads send the requests
   * @param nanos how long they may take
   */
  Map<MissingAddress, PodAnswer> ask(
      Collection<MissingAddress> addresses, ExecutorService threads, long nanos) {
    long deadline = System.nanoTime() + nanos;
    SortedMap<String, Integer> pods = new TreeMap<>();
    addresses.forEach(
        missing -> missing.pod().ifPresent(path -> pods.merge(namespace(path), 1, Integer::sum)));
    List<Future<Optional<PodAnswer>>> lists = new ArrayList<>();
    pods.forEach(
        (namespace, number) -> {
          if (number > MANY) {
            lists.add(
                threads.submit(
                    () -> {
                      list(namespace);
                      return Optional.empty();
                    }));
          }
        });
    lists.forEach(list -> await(list, deadline));
    Map<MissingAddress, Future<Optional<PodAnswer>>> sent = new HashMap<>();
    addresses.forEach(missing -> sent.put(missing, threads.submit(() -> answer(missing))));
    Map<MissingAddress, PodAnswer> answers = new HashMap<>();
    addresses.forEach(
        missing ->
            Optional.ofNullable(sent.get(missing))
                .flatMap(answer -> await(answer, deadline))
                .ifPresent(answer -> answers.put(missing, answer)));
    return answers;
  }

  /** The failure of a request of that verb; empty where all were answered. */
  Map<String, ApiFailure> failures() {
    return Map.copyOf(failures);
  }

  private static Optional<PodAnswer> await(Future<Optional<PodAnswer>> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException failed) {
      return Optional.empty();
    } catch (java.util.concurrent.TimeoutException late) {
      // Falls through.
    }
    answer.cancel(true);
    return Optional.empty();
  }

  private static String namespace(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  private void list(String namespace) {
    Map<String, PodView> pods =
        byNamespace.computeIfAbsent(namespace, none -> new ConcurrentHashMap<>());
    Optional<String> next = Optional.empty();
    do {
      Optional<String> from = next;
      Optional<PodRequests.Page> page = send(() -> requests.byNamespace(namespace, from));
      if (page.isEmpty()) {
        return;
      }
      page.get().pods().forEach(pod -> pods.put(pod.path(), pod));
      next = page.get().next();
    } while (next.isPresent());
    listedWhole.add(namespace);
  }

  /** Empty where a request may not be sent any more, or failed. */
  private <T> Optional<T> send(Supplier<T> request) {
    boolean away =
        failures.values().stream().anyMatch(failure -> failure.kind() != ApiFailure.Kind.FORBIDDEN);
    if (away || Thread.currentThread().isInterrupted() || left.getAndDecrement() <= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(request.get());
    } catch (PodRequests.FailedException failed) {
      if (!Thread.currentThread().isInterrupted()) {
        failures.putIfAbsent(failed.verb(), failed.failure());
      }
      return Optional.empty();
    }
  }

  /** A pod that was asked for by its name: it, none, or no answer. */
  private Optional<Optional<PodView>> pod(String path) {
    Optional<PodView> known =
        Optional.ofNullable(byNamespace.get(namespace(path))).map(pods -> pods.get(path));
    if (known.isPresent() || listedWhole.contains(namespace(path))) {
      return Optional.of(known);
    }
    return failures.containsKey("get") ? Optional.empty() : send(() -> requests.get(path));
  }

  private Optional<PodAnswer> answer(MissingAddress missing) {
    if (missing.pod().isEmpty()) {
      return holders(missing).map(holders -> ofAnyPod(missing, holders));
    }
    String path = missing.pod().get();
    Optional<PodView> own = pod(path).flatMap(Function.identity());
    if (own.isPresent()) {
      Optional<PodAnswer> answer = ofOwnPod(missing, own.get());
      if (answer.isPresent()) {
        return answer;
      }
    }
    return holders(missing).map(holders -> ofOtherPods(missing, path, holders));
  }

  /** Empty for a pod that has no address yet, which leaves open who has this one. */
  private Optional<PodAnswer> ofOwnPod(MissingAddress missing, PodView pod) {
    if (pod.ended()) {
      return Optional.of(PodAnswer.of(Sight.ENDED));
    }
    if (pod.addresses().isEmpty()) {
      return Optional.empty();
    }
    boolean there =
        pod.addresses().contains(missing.address())
            && missing.service().filter(service -> !mayServe(service, pod)).isEmpty();
    return Optional.of(there ? new PodAnswer(Sight.THERE, pod.uid()) : PodAnswer.of(Sight.ENDED));
  }

  /** False where the Service has a selector, and it does not select the pod. */
  private boolean mayServe(ServiceKey service, PodView pod) {
    SortedMap<String, String> selector = selectors.apply(service);
    return selector.isEmpty() || selects(service, selector, pod);
  }

  private static boolean selects(
      ServiceKey service, SortedMap<String, String> selector, PodView pod) {
    return service.namespace().equals(pod.namespace())
        && pod.labels().entrySet().containsAll(selector.entrySet());
  }

  private PodAnswer ofOtherPods(MissingAddress missing, String own, Holders holders) {
    Optional<PodView> itself =
        holders.pods.stream().filter(pod -> pod.path().equals(own)).findFirst();
    if (itself.isPresent()) {
      return ofOwnPod(missing, itself.get()).orElse(PodAnswer.UNKNOWN);
    }
    return PodAnswer.of(holders.othersInPodNetwork() ? Sight.TAKEN : Sight.NOBODY);
  }

  private PodAnswer ofAnyPod(MissingAddress missing, Holders holders) {
    SortedMap<String, String> selector = missing.service().map(selectors).orElseGet(TreeMap::new);
    if (missing.service().isPresent() && !selector.isEmpty()) {
      Optional<PodView> selected =
          holders.pods.stream()
              .filter(pod -> selects(missing.service().get(), selector, pod))
              .findFirst();
      if (selected.isPresent()) {
        return new PodAnswer(Sight.THERE, selected.get().uid());
      }
      return holders.othersInPodNetwork()
          ? PodAnswer.of(Sight.TAKEN)
          : PodAnswer.of(holders.all ? Sight.NOBODY : Sight.UNKNOWN);
    }
    Optional<PodView> some = holders.pods.stream().filter(pod -> !pod.inHostNetwork()).findFirst();
    if (some.isPresent()) {
      return new PodAnswer(Sight.THERE, some.get().uid());
    }
    // Every node has pods in its own network: they tell nothing of this address.
    boolean nobody = holders.all && holders.pods.isEmpty();
    return PodAnswer.of(nobody ? Sight.NOBODY : Sight.UNKNOWN);
  }

  /**
   * The pods that have an address and have not ended.
   *
   * @param all false where there may be others that no field selector finds
   */
  private record Holders(List<PodView> pods, boolean all) {

    boolean othersInPodNetwork() {
      return pods.stream().anyMatch(pod -> !pod.inHostNetwork());
    }
  }

  private Optional<Holders> holders(MissingAddress missing) {
    IpPrefix address = missing.address();
    List<PodView> known =
        byNamespace.values().stream()
            .flatMap(pods -> holding(pods.values(), address).stream())
            .toList();
    if (!known.isEmpty()) {
      return Optional.of(new Holders(known, false));
    }
    Optional<List<PodView>> found =
        send(() -> requests.byFirstAddress(address)).map(pods -> holding(pods, address));
    if (found.filter(List::isEmpty).isPresent() && findsNone()) {
      return Optional.of(new Holders(List.of(), true));
    }
    if (found.isEmpty() || !found.get().isEmpty() || requests.finds(address.family())) {
      return found.map(pods -> new Holders(pods, true));
    }
    // It may be the second address of a pod.
    return near(missing)
        .map(pods -> new Holders(holding(pods, address), requests.finds(address.family())));
  }

  /** Asked once a round: it matters only until some pod was seen. */
  private synchronized boolean findsNone() {
    if (noPods.isEmpty()) {
      noPods = send(requests::findsNone);
    }
    return noPods.orElse(false);
  }

  /** The pods where the next one with the address is likely: on the same node, or beside it. */
  private Optional<List<PodView>> near(MissingAddress missing) {
    Optional<String> node = lastNode.apply(missing.address());
    if (node.isPresent()) {
      List<PodView> known = byNode.get(node.get());
      Optional<List<PodView>> pods =
          known != null ? Optional.of(known) : send(() -> requests.byNode(node.get()));
      pods.ifPresent(listed -> byNode.put(node.get(), listed));
      return pods;
    }
    String namespace =
        missing
            .pod()
            .map(PodLookupRound::namespace)
            .or(() -> missing.service().map(ServiceKey::namespace))
            .orElse("");
    if (namespace.isEmpty()) {
      return Optional.of(List.of());
    }
    synchronized (listedWhole) {
      if (!listedWhole.contains(namespace)) {
        list(namespace);
      }
    }
    return listedWhole.contains(namespace)
        ? Optional.of(List.copyOf(byNamespace.getOrDefault(namespace, Map.of()).values()))
        : Optional.empty();
  }

  private static List<PodView> holding(Collection<PodView> pods, IpPrefix address) {
    return pods.stream().filter(pod -> !pod.ended() && pod.addresses().contains(address)).toList();
  }
}
