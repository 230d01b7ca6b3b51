package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    health(request).ifPresent(isWatch(request) ? WatchHealth::active : WatchHealth::listing);
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return (bytes, body) -> {
      health(request).ifPresent(WatchHealth::active);
      consumer.consume(bytes, body);
    };
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    health(request).ifPresent(health -> answered(health, isWatch(request), response.code()));
  }

  private static void answered(WatchHealth health, boolean watch, int code) {
    if (HttpResponse.isSuccessful(code) && watch) {
      health.watching();
    } else if (HttpResponse.isSuccessful(code)) {
      health.active();
    } else if (code == GONE && watch) {
      health.listing();
    } else {
      health.failed(ApiFailure.ofCode(code, health.resource().request(watch)));
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    health(request)
        .ifPresent(
            health ->
                health.failed(ApiFailure.of(failure, health.resource().request(isWatch(request)))));
  }

  private Optional<WatchHealth> health(HttpRequest request) {
    return WatchedResource.of(request.uri())
        .flatMap(resource -> Optional.ofNullable(healthByResource.get(resource)));
  }

  private static boolean isWatch(HttpRequest request) {
    return Optional.ofNullable(request.uri().getQuery()).orElse("").contains("watch=true");
  }
}
