package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The list and watch requests for one resource, in all namespaces.
 *
 * @param <W> the object
 */
final class ResourceRequests<W extends WatchedObject<?>> {

  /** A watch lasts from this long to twice as long, as client-go's: not all end at once. */
  private static final int SHORTEST_WATCH_SECONDS = 300;

  private final WatchedResource resource;
  private final Class<W> type;
  private final WatchClient client;
  private final int pageSize;

  ResourceRequests(WatchedResource resource, Class<W> type, WatchClient client, int pageSize) {
    this.resource = resource;
    this.type = type;
    this.client = client;
    this.pageSize = pageSize;
  }

  WatchedResource resource() {
    return resource;
  }

  /**
   * One page of the list of all objects.
   *
   * @param from the token of the page before; empty for the first
   */
  KubernetesResourceList<W> list(Optional<String> from) throws WatchFailedException {
    ListOptions page =
        new ListOptionsBuilder().withLimit((long) pageSize).withContinue(from.orElse(null)).build();
    try {
      return client.kubernetes().resources(type).inAnyNamespace().list(page);
    } catch (RuntimeException failed) {
      throw new WatchFailedException(ApiFailure.of(failed, resource.request(false)));
    }
  }

  /** Watches from that version on; returns when the server answers that it does. */
  WatchCall<W> watch(String resourceVersion, WatchEventSink<W> sink)
      throws WatchFailedException, InterruptedException {
    KubernetesClient kubernetes = client.kubernetes();
    HttpClient http = kubernetes.getHttpClient();
    int seconds =
        ThreadLocalRandom.current().nextInt(SHORTEST_WATCH_SECONDS, 2 * SHORTEST_WATCH_SECONDS);
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(
                kubernetes.getMasterUrl()
                    + resource.path()
                    + "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
                    + seconds
                    + "&resourceVersion="
                    + URLEncoder.encode(resourceVersion, StandardCharsets.UTF_8))
            .forStreaming()
            .build();
    WatchCall<W> call = new WatchCall<>(http, client.mapper(), type, resource.request(true), sink);
    try {
      call.open(request, client.requestTimeout());
      return call;
    } catch (RuntimeException failed) {
      // Credentials, say, that cannot be loaded.
      throw new WatchFailedException(ApiFailure.of(failed, resource.request(true)));
    }
  }

  /** The failure of a watch on which nothing came for too long. */
  ApiFailure silence(Duration time) {
    return new ApiFailure(
        ApiFailure.Kind.CUT,
        "nothing came from the API server for " + time.toSeconds() + " s, not even a bookmark");
  }
}
