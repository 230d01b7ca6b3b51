package dev.fairway.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What befalls the API, as a test or a demo scripts it. Verbs are the words of permissions ({@code
 * get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code patch}, {@code delete},
 * {@code deletecollection}), resources are plurals ({@code services}, {@code services/status}), and
 * {@code *} is any; a word that is none of these is refused with an IllegalArgumentException.
 * Thread-safe; nothing here waits for time to pass.
 */
public final class ApiFaultInjector {

  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ApiAuthorizer permissions;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<ListCut> cuts = new ArrayList<>();
  private final List<HeldRequests> holds = new ArrayList<>();

  ApiFaultInjector(ObjectStore store, WatchRegistry hub, ApiAuthorizer permissions) {
    this.store = store;
    this.hub = hub;
    this.permissions = permissions;
  }

  /** Breaks the connections of all open watches. */
  public void cutWatches() {
    hub.cutAll();
  }

  /** Ends all open watches in good order, as their timeouts would. */
  public void endWatches() {
    hub.endAll();
  }

  /** Sends a bookmark on each open watch that asked for bookmarks. */
  public void sendBookmarks() {
    hub.bookmarkAll();
  }

  /** How many watches are open. */
  public int openWatches() {
    return hub.size();
  }

  /** Answers the next watches with 503. */
  public void refuseWatches(int times) {
    answer("watch", "*", times, 503);
  }

  /** Tells the next watches that their version is too old: an ERROR event with code 410. */
  public void expireWatches(int times) {
    hub.expireNext(times);
  }

  /**
   * Forgets how the objects became what they are, as a compaction does: a watch from an older
   * version than the current one, and a list's next page, are told 410.
   */
  public void forgetHistory() {
    store.forget();
  }

  /**
   * Breaks the connection in the middle of a list.
   *
   * @param resource a plural, or {@code *}
   * @param page which list request from now, 1 the next: of a paged list, which page
   * @param bytes how much of the answer is sent before
   */
  public synchronized void cutList(String resource, int page, int bytes) {
    cuts.add(new ListCut(new RequestMatcher("list", resource), page, bytes));
  }

  /**
   * Answers the next matching requests with an error, without doing what they ask.
   *
   * @param code 429, 500 or 503
   */
  public void answer(String verb, String resource, int times, int code) {
    add(new Refusal(new RequestMatcher(verb, resource), times, Refusal.failure(code)));
  }

  /** Answers the next matching requests with 429 and the header Retry-After. */
  public void throttle(String verb, String resource, int times, int retryAfterSeconds) {
    ApiStatusException failure = Refusal.failure(429).retryAfter(retryAfterSeconds);
    add(new Refusal(new RequestMatcher(verb, resource), times, failure));
  }

  private synchronized void add(Refusal refusal) {
    refusals.add(refusal);
  }

  /** Holds matching requests back, from now until they are released. */
  public synchronized HeldRequests hold(String verb, String resource) {
    HeldRequests held = new HeldRequests(new RequestMatcher(verb, resource));
    holds.add(held);
    return held;
  }

  /** Keeps back what the watches of a resource would tell; changes gather. */
  public void pauseEvents(String resource) {
    hub.pause(watched(resource));
  }

  /** Lets the watches tell what gathered, in the order in which it happened. */
  public void resumeEvents(String resource) {
    hub.resume(watched(resource), false);
  }

  /**
   * Lets the watches tell what gathered out of order: the object that changed last comes first. The
   * changes of one object keep their order.
   */
  public void resumeEventsOutOfOrder(String resource) {
    hub.resume(watched(resource), true);
  }

  /** Tells every event of a resource twice, from now until it is switched off. */
  public void duplicateEvents(String resource, boolean on) {
    hub.doubling(watched(resource), on);
  }

  private static String watched(String resource) {
    return new RequestMatcher("watch", resource).resource();
  }

  /** Answers matching requests with 403, and says so in access reviews, until allowed again. */
  public void deny(String verb, String resource) {
    permissions.deny(new RequestMatcher(verb, resource));
  }

  /** Takes back a {@link #deny} with the same words. */
  public void allow(String verb, String resource) {
    permissions.allow(new RequestMatcher(verb, resource));
  }

  /** Takes back every refusal, cut and hold that is still to come; what is denied stays denied. */
  public void clear() {
    synchronized (this) {
      refusals.clear();
      cuts.clear();
      holds.forEach(HeldRequests::release);
      holds.clear();
    }
  }

  /**
   * Lets a request through, holds it back, or refuses it.
   *
   * @return after how many bytes its answer is broken off
   */
  int meet(ApiRequest request) {
    for (HeldRequests held : holding(request)) {
      held.pass();
    }
    synchronized (this) {
      Optional<Refusal> refusal = refusals.stream().filter(one -> one.takes(request)).findFirst();
      refusals.removeIf(Refusal::isOver);
      if (refusal.isPresent()) {
        throw refusal.get().failure();
      }
      int after = cuts.stream().mapToInt(cut -> cut.after(request)).min().orElse(Integer.MAX_VALUE);
      cuts.removeIf(ListCut::isOver);
      return after;
    }
  }

  private synchronized List<HeldRequests> holding(ApiRequest request) {
    holds.removeIf(HeldRequests::isReleased);
    return holds.stream().filter(held -> held.matches(request)).toList();
  }
}
