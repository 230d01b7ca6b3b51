package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.fairway.faultinjection.ConnectionCutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The stream of one watch from its first to its last event, on the thread that serves it. */
final class WatchStream implements ObjectStore.Awaited<WatchStream.Portion> {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ObjectSelector selection;
  private final OpenWatch watch;
  private final UnaryOperator<ObjectNode> view;
  private final boolean bookmarks;
  private final long bookmarkEvery;
  private final long deadline;
  private long cursor;
  private long nextBookmark;

  /** What to send next; the last of a watch that ends. */
  record Portion(List<WatchEvent> events, boolean last) {}

  WatchStream(
      ObjectStore store,
      WatchRegistry hub,
      ApiRequest request,
      Duration bookmarkEvery,
      UnaryOperator<ObjectNode> view) {
    this.store = store;
    this.hub = hub;
    this.selection = ObjectSelector.of(request);
    this.bookmarks = request.flag("allowWatchBookmarks");
    this.bookmarkEvery = bookmarkEvery.toNanos();
    this.nextBookmark = System.nanoTime() + this.bookmarkEvery;
    this.deadline = System.nanoTime() + timeout(request).toNanos();
    this.cursor = ResourceVersionMatch.parse(request.query("resourceVersion"));
    refuseInitialEvents(request);
    this.view = view;
    this.watch = hub.open(request.kind());
  }

  private static void refuseInitialEvents(ApiRequest request) {
    for (String parameter : List.of("sendInitialEvents", "resourceVersionMatch")) {
      if (!request.query(parameter).isEmpty()) {
        throw ApiStatusException.invalidOptions(
            "ListOptions",
            new FieldError(
                "FieldValueForbidden",
                "Forbidden: "
                    + parameter
                    + " is forbidden for watch: the in-process API does not stream lists",
                parameter));
      }
    }
  }

  private static Duration timeout(ApiRequest request) {
    try {
      String seconds = request.query("timeoutSeconds");
      Duration asked = Duration.ofSeconds(seconds.isEmpty() ? 0 : Long.parseLong(seconds));
      return asked.isZero() || asked.isNegative() ? LONGEST : asked;
    } catch (NumberFormatException notOne) {
      throw ApiStatusException.badRequest("timeoutSeconds is not a number");
    }
  }

  /** Sends until the watch ends; a connection that is cut ends with an exception. */
  void run(HttpExchange exchange) throws IOException {
    try {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.flush();
      Portion portion = first();
      send(out, portion.events());
      while (!portion.last()) {
        portion = store.await(this);
        send(out, portion.events());
      }
      out.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ConnectionCutException(stopped);
    } finally {
      hub.close(watch);
    }
  }

  private Portion expired() {
    return new Portion(
        List.of(
            WatchEvent.error(ApiStatusException.expired("too old resource version: " + cursor))),
        true);
  }

  private Portion first() {
    if (hub.takeExpiry()) {
      return expired();
    }
    if (cursor > 0) {
      return new Portion(List.of(), false);
    }
    return store.inTurn(
        () -> {
          cursor = store.revision();
          List<WatchEvent> there =
              store.list(selection.kind().storage(), selection.namespace()).stream()
                  .filter(selection::holds)
                  .map(object -> WatchEvent.added(selection.kind(), object))
                  .toList();
          return new Portion(there, false);
        });
  }

  @Override
  public Optional<Portion> look() throws IOException {
    if (watch.isCut()) {
      throw new ConnectionCutException();
    }
    if (hub.isSuspended()) {
      return Optional.empty();
    }
    if (watch.isExpired()) {
      return Optional.of(expired());
    }
    long now = System.nanoTime();
    if (watch.isEnded() || now - deadline >= 0) {
      return Optional.of(new Portion(bookmarks ? List.of(bookmark(now)) : List.of(), true));
    }
    return ready(now);
  }

  @Override
  public long nanos() {
    if (hub.isSuspended()) {
      return Long.MAX_VALUE;
    }
    long now = System.nanoTime();
    long left = deadline - now;
    return bookmarks ? Math.min(left, nextBookmark - now) : left;
  }

  private Optional<Portion> ready(long now) {
    if (store.revision() > cursor && !hub.isPaused(selection.kind())) {
      Portion changes = changes();
      if (!changes.events().isEmpty()) {
        return Optional.of(changes);
      }
    }
    boolean wanted = watch.takeBookmark();
    if (bookmarks && (wanted || now - nextBookmark >= 0)) {
      return Optional.of(new Portion(List.of(bookmark(now)), false));
    }
    return Optional.empty();
  }

  private Portion changes() {
    try {
      List<WatchEvent> events =
          store.after(cursor).stream()
              .filter(change -> change.storage().equals(selection.kind().storage()))
              .flatMap(change -> WatchEvent.of(change, selection).stream())
              .toList();
      cursor = store.revision();
      List<WatchEvent> ordered = watch.takeReversed() ? WatchEvent.reversed(events) : events;
      return new Portion(
          hub.isDoubled(selection.kind())
              ? ordered.stream().flatMap(event -> java.util.stream.Stream.of(event, event)).toList()
              : ordered,
          false);
    } catch (ApiStatusException expired) {
      return new Portion(List.of(WatchEvent.error(expired)), true);
    }
  }

  private WatchEvent bookmark(long now) {
    nextBookmark = now + bookmarkEvery;
    return WatchEvent.bookmark(selection.kind(), cursor);
  }

  private void send(OutputStream out, List<WatchEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (WatchEvent event : events) {
      lines.write(JsonTrees.MAPPER.writeValueAsBytes(event.viewed(view).json()));
      lines.write('\n');
    }
    lines.writeTo(out);
    out.flush();
  }
}
