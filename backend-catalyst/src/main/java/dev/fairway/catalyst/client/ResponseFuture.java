package dev.fairway.catalyst.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * The response to one request, read whole as long as it is not too large, and whether the first
 * byte of the request may have been sent. A tag of the request. Thread-safe.
 */
final class ResponseFuture extends EventListener implements Callback {

  private final int maxBytes;
  private final CompletableFuture<ManagerResponse> response = new CompletableFuture<>();
  private volatile boolean sent;

  ResponseFuture(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The listener of a call's events: the tag of its request. */
  static EventListener listener(Call call) {
    ResponseFuture response = call.request().tag(ResponseFuture.class);
    return response == null ? EventListener.NONE : response;
  }

  /** Waits for the response. */
  ManagerResponse get() throws InterruptedException, ExecutionException {
    return response.get();
  }

  /** True where the first byte of the request may have been sent. */
  boolean sent() {
    return sent;
  }

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
  }

  @Override
  public void onFailure(Call call, IOException fault) {
    response.completeExceptionally(fault);
  }

  @Override
  public void onResponse(Call call, Response received) {
    try (received) {
      response.complete(read(received));
    } catch (IOException | RuntimeException fault) {
      response.completeExceptionally(fault);
    }
  }

  private ManagerResponse read(Response received) throws IOException {
    BufferedSource source = received.body().source();
    try (Buffer taken = new Buffer()) {
      long room = maxBytes + 1L;
      while (room > 0) {
        long read = source.read(taken, room);
        if (read < 0) {
          return new ManagerResponse(
              received.code(), received.headers(), taken.readByteArray(), false);
        }
        room -= read;
      }
      return new ManagerResponse(received.code(), received.headers(), new byte[0], true);
    }
  }
}
