package dev.fairway.catalyst.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Reads an answer to its end, as long as it is not too large. */
final class ResponseFuture implements Callback {

  private final int mostBytes;
  private final CompletableFuture<ManagerResponse> answer = new CompletableFuture<>();

  ResponseFuture(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  CompletableFuture<ManagerResponse> answer() {
    return answer;
  }

  @Override
  public void onFailure(Call call, IOException fault) {
    answer.completeExceptionally(fault);
  }

  @Override
  public void onResponse(Call call, Response response) {
    try (response) {
      answer.complete(read(response));
    } catch (IOException | RuntimeException fault) {
      answer.completeExceptionally(fault);
    }
  }

  private ManagerResponse read(Response response) throws IOException {
    BufferedSource source = response.body().source();
    try (Buffer taken = new Buffer()) {
      long room = mostBytes + 1L;
      while (room > 0) {
        long read = source.read(taken, room);
        if (read < 0) {
          return new ManagerResponse(
              response.code(), response.headers(), taken.readByteArray(), false);
        }
        room -= read;
      }
      return new ManagerResponse(response.code(), response.headers(), new byte[0], true);
    }
  }
}
