package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The HTTP interceptor that reports every list and watch request and its outcome to the resource's
 * {@link WatchHealth}. An informer itself does not tell why its watch does not come back, nor a
 * quiet watch from one that never started.
 */
final class WatchInterceptor implements Interceptor {

  private static final int GONE = 410;

  private final Map<WatchedResource, WatchHealth> healthByResource;

  WatchInterceptor(Map<WatchedResource, WatchHealth> healthByResource) {
    this.healthByResource = healthByResource;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    about(request, (health, attributes) -> begun(health, attributes));
  }

  private static void begun(WatchHealth health, RequestAttributes attributes) {
    if (isWatch(attributes)) {
      health.heard();
    } else {
      health.listing();
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return (bytes, body) -> {
      about(request, (health, attributes) -> health.heard());
      consumer.consume(bytes, body);
    };
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    about(request, (health, attributes) -> answered(health, attributes, response.code()));
  }

  private static void answered(WatchHealth health, RequestAttributes attributes, int code) {
    if (HttpResponse.isSuccessful(code)) {
      if (isWatch(attributes)) {
        health.watching();
      } else {
        health.heard();
      }
    } else if (code == GONE && isWatch(attributes)) {
      health.listing();
    } else {
      health.failed(ApiFailure.ofCode(code, attributes));
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    about(request, (health, attributes) -> health.failed(ApiFailure.of(failure, attributes)));
  }

  private void about(HttpRequest request, BiConsumer<WatchHealth, RequestAttributes> then) {
    URI uri = request.uri();
    WatchedResource.of(uri)
        .ifPresent(
            resource ->
                Optional.ofNullable(healthByResource.get(resource))
                    .ifPresent(health -> then.accept(health, resource.request(isWatch(uri)))));
  }

  private static boolean isWatch(URI request) {
    return Optional.ofNullable(request.getQuery()).orElse("").contains("watch=true");
  }

  private static boolean isWatch(RequestAttributes attributes) {
    return attributes.verb().equals("watch");
  }
}
