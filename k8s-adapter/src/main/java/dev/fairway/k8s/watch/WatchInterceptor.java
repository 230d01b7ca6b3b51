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
 * Hears every list and watch that goes out and what becomes of it. An informer keeps to itself why
 * its watch does not come back, and a quiet watch looks to it like one that never started.
 */
final class WatchInterceptor implements Interceptor {

  private static final int GONE = 410;

  private final Map<WatchedResource, WatchHealth> healths;

  WatchInterceptor(Map<WatchedResource, WatchHealth> healths) {
    this.healths = healths;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    about(request, (health, call) -> begun(health, call));
  }

  private static void begun(WatchHealth health, RequestAttributes call) {
    if (isWatch(call)) {
      health.heard();
    } else {
      health.listing();
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return (bytes, body) -> {
      about(request, (health, call) -> health.heard());
      consumer.consume(bytes, body);
    };
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    about(request, (health, call) -> answered(health, call, response.code()));
  }

  private static void answered(WatchHealth health, RequestAttributes call, int code) {
    if (HttpResponse.isSuccessful(code)) {
      if (isWatch(call)) {
        health.watching();
      } else {
        health.heard();
      }
    } else if (code == GONE && isWatch(call)) {
      health.listing();
    } else {
      health.failed(ApiFailure.ofCode(code, call));
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    about(request, (health, call) -> health.failed(ApiFailure.of(failure, call)));
  }

  private void about(HttpRequest request, BiConsumer<WatchHealth, RequestAttributes> then) {
    URI uri = request.uri();
    WatchedResource.of(uri)
        .ifPresent(
            resource ->
                Optional.ofNullable(healths.get(resource))
                    .ifPresent(health -> then.accept(health, resource.call(isWatch(uri)))));
  }

  private static boolean isWatch(URI request) {
    return Optional.ofNullable(request.getQuery()).orElse("").contains("watch=true");
  }

  private static boolean isWatch(RequestAttributes call) {
    return call.verb().equals("watch");
  }
}
