package dev.fairway.k8s.watch;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import dev.fairway.k8s.objects.PodView;
import dev.fairway.k8s.watch.WatchedObject.ListedPod;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests for single pods and for pods by a field. A field selector on {@code status.podIP}
 * finds a pod by its first address alone, and one on {@code status.podIPs} finds nothing, though
 * API servers take it: the other address of a pod with two is found in lists by node or namespace
 * only. Thread-safe.
 */
final class PodRequests {

  private static final RequestAttributes GET = new RequestAttributes("get", "pods", "");
  private static final RequestAttributes LIST = new RequestAttributes("list", "pods", "");

  private final NamespacedKubernetesClient client;
  private final int pageSize;
  private final RequestConfig once;
  private volatile Optional<IpFamily> selectable = Optional.empty();

  /** The failure of a request, for whoever counts them. */
  static final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient RequestAttributes request;
    private final transient ApiFailure failure;

    private FailedException(RequestAttributes request, ApiFailure failure) {
      super(failure.sentence());
      this.request = request;
      this.failure = failure;
    }

    /** {@code get} or {@code list}. */
    String verb() {
      return request.verb();
    }

    ApiFailure failure() {
      return failure;
    }
  }

  PodRequests(KubernetesClient client, WatchOptions options) {
    this.client = client.adapt(NamespacedKubernetesClient.class);
    this.pageSize = options.pageSize();
    this.once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(Math.toIntExact(options.podTimeout().toMillis()))
            .build();
  }

  /**
   * The pod of that name; empty where there is none.
   *
   * @param path {@code namespace/name}
   */
  Optional<PodView> get(String path) {
    int slash = path.indexOf('/');
    @Nullable ListedPod found =
        send(
            GET,
            sender ->
                sender
                    .resources(ListedPod.class)
                    .inNamespace(path.substring(0, slash))
                    .withName(path.substring(slash + 1))
                    .get());
    return Optional.ofNullable(found).map(ListedPod::view).map(this::learn);
  }

  /** The pods that have that one as their first address, in any namespace. */
  List<PodView> byFirstAddress(IpPrefix address) {
    return listAnywhere("status.podIP=" + address.addressText());
  }

  /** The pods on a node. */
  List<PodView> byNode(String node) {
    return listAnywhere("spec.nodeName=" + node);
  }

  /** One page: neither a node nor an address has more pods. */
  private List<PodView> listAnywhere(String fields) {
    ListOptions which =
        new ListOptionsBuilder().withFieldSelector(fields).withLimit((long) pageSize).build();
    return views(
        send(LIST, sender -> sender.resources(ListedPod.class).inAnyNamespace().list(which)));
  }

  /** A page of the pods of a namespace. */
  record Page(List<PodView> pods, Optional<String> next) {}

  /**
   * One page of the pods of a namespace.
   *
   * @param from the token of the page before; empty for the first
   */
  Page byNamespace(String namespace, Optional<String> from) {
    ListOptions page =
        new ListOptionsBuilder().withLimit((long) pageSize).withContinue(from.orElse(null)).build();
    KubernetesResourceList<ListedPod> listed =
        send(LIST, sender -> sender.resources(ListedPod.class).inNamespace(namespace).list(page));
    return new Page(
        views(listed),
        Optional.ofNullable(listed.getMetadata().getContinue()).filter(token -> !token.isEmpty()));
  }

  private List<PodView> views(KubernetesResourceList<ListedPod> listed) {
    List<PodView> pods = new ArrayList<>();
    listed.getItems().forEach(pod -> pods.add(learn(pod.view())));
    return pods;
  }

  /**
   * True where no pod of the cluster has an address of its own, as a first page of all of them
   * shows; else some of them tell the family of their first addresses.
   */
  boolean findsNone() {
    if (selectable.isPresent()) {
      return false;
    }
    ListOptions page = new ListOptionsBuilder().withLimit((long) pageSize).build();
    KubernetesResourceList<ListedPod> listed =
        send(LIST, sender -> sender.resources(ListedPod.class).inAnyNamespace().list(page));
    views(listed);
    boolean whole =
        Optional.ofNullable(listed.getMetadata().getContinue())
            .filter(next -> !next.isEmpty())
            .isEmpty();
    return whole && selectable.isEmpty();
  }

  /** True where pods are known to have an address of that family first, so that it finds them. */
  boolean finds(IpFamily family) {
    return selectable.filter(family::equals).isPresent();
  }

  private PodView learn(PodView pod) {
    if (!pod.inHostNetwork() && pod.selectable().isPresent()) {
      selectable = pod.selectable().map(IpPrefix::family);
    }
    return pod;
  }

  private <T extends @Nullable Object> T send(
      RequestAttributes request, Function<NamespacedKubernetesClient, T> sent) {
    try {
      return client.withRequestConfig(once).call(sent::apply);
    } catch (RuntimeException failed) {
      throw new FailedException(request, ApiFailure.of(failed, request));
    }
  }
}
