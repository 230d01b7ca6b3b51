package dev.fairway.catalyst.client;

import okhttp3.Call;
import okhttp3.EventListener;

/** Knows whether the first byte of a request may have left. Thread-safe. */
final class SentMark extends EventListener {

  private volatile boolean begun;

  @Override
  public void requestHeadersStart(Call call) {
    begun = true;
  }

  boolean begun() {
    return begun;
  }

  static EventListener of(Call call) {
    SentMark mark = call.request().tag(SentMark.class);
    return mark == null ? EventListener.NONE : mark;
  }
}
