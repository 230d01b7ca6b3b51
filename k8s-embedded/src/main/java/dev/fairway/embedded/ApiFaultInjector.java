package dev.fairway.embedded;

import dev.fairway.faultinjection.ConnectionCutException;
import dev.fairway.faultinjection.FaultInjector;
import dev.fairway.faultinjection.HeldRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fault injection of the API: faults and delays that a test or a demo scripts. Verbs are the
 * words of permissions ({@code get}, {@code list}, {@code watch}, {@code create}, {@code update},
 * {@code patch}, {@code delete}, {@code deletecollection}), resources are plurals ({@code
 * services}, {@code services/status}), and {@code *} is any; a word that is none of these is
 * refused with an IllegalArgumentException. Thread-safe; nothing here waits for time to pass.
 */
public final class ApiFaultInjector {

  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ApiAuthorizer permissions;
  private final FaultInjector<ApiRequest, ApiStatusException> refusals = new FaultInjector<>();
  private final FaultInjector<ApiRequest, Integer> cuts = new FaultInjector<>();
  private final FaultInjector<ApiRequest, Boolean> empty = new FaultInjector<>();
  private final FaultInjector<String, ApiStatusException> pages = new FaultInjector<>();
  private final List<HeldRequests> suspended = new ArrayList<>();
  private volatile List<String> failingChecks = List.of();

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

  /** Tells the open watches of a resource that their version is too old, so that they list anew. */
  public void expireWatches(String resource) {
    hub.expire(watched(resource));
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
  public void cutList(String resource, int page, int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes");
    }
    cuts.add(new RequestMatcher("list", resource), bytes, page, page);
  }

  /**
   * Answers the next lists of a resource as if there were no objects, as an API server does whose
   * storage was restored from nothing.
   */
  public void emptyLists(String resource, int times) {
    if (times > 0) {
      empty.add(new RequestMatcher("list", resource), true, 1, times);
    }
  }

  /**
   * Answers the next matching requests with an error, without doing what they ask.
   *
   * @param code 429, 500 or 503
   */
  public void answer(String verb, String resource, int times, int code) {
    refuse(verb, resource, times, failure(code));
  }

  /** Answers the next matching requests with 429 and the header Retry-After. */
  public void throttle(String verb, String resource, int times, int retryAfterSeconds) {
    refuse(verb, resource, times, failure(429).retryAfter(retryAfterSeconds));
  }

  private void refuse(String verb, String resource, int times, ApiStatusException failure) {
    RequestMatcher match = new RequestMatcher(verb, resource);
    if (times > 0) {
      refusals.add(match, failure, 1, times);
    }
  }

  private static ApiStatusException failure(int code) {
    return switch (code) {
      case 429 ->
          ApiStatusException.of(
                  429, "TooManyRequests", "the server has received too many requests, please retry")
              .retryAfter(1);
      case 500 ->
          ApiStatusException.of(500, "InternalError", "Internal error occurred: injected fault");
      case 503 ->
          ApiStatusException.of(
              503, "ServiceUnavailable", "the server is currently unable to handle the request");
      default -> throw new IllegalArgumentException("code " + code + " is not 429, 500 or 503");
    };
  }

  /** Holds matching requests back, from now until they are released. */
  public HeldRequests hold(String verb, String resource) {
    return refusals.hold(new RequestMatcher(verb, resource));
  }

  /**
   * Suspends the server, as SIGSTOP does: connections stay open, and no request is answered and
   * nothing is sent on a watch until it is resumed.
   */
  public synchronized void suspend() {
    suspended.add(refusals.hold(request -> true));
    suspended.add(pages.hold(path -> true));
    hub.suspend(true);
  }

  /** Resumes the server after {@link #suspend}. */
  public synchronized void resume() {
    hub.suspend(false);
    suspended.forEach(HeldRequests::release);
    suspended.clear();
  }

  /**
   * Lets {@code /readyz} answer 500 and name these checks as failed, until others are set.
   *
   * @param names none: it is ready
   */
  public void failChecks(String... names) {
    failingChecks = List.of(names);
  }

  /** The failed checks of {@code /readyz}. */
  List<String> failingChecks() {
    return failingChecks;
  }

  /** Holds a page that is no object back while the server is suspended. */
  void applyToPage(String path) throws ConnectionCutException {
    pages.hang(path);
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
    resume();
    refusals.clear();
    cuts.clear();
    empty.clear();
  }

  /** True for a list that is to be answered without objects. */
  boolean isEmptied(ApiRequest request) {
    return empty.firstFault(request).isPresent();
  }

  /**
   * Lets a request through, holds it back, or refuses it.
   *
   * @return after how many bytes its answer is broken off
   */
  int apply(ApiRequest request) throws ConnectionCutException {
    refusals.hang(request);
    Optional<ApiStatusException> refusal = refusals.firstFault(request);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return cuts.faults(request).stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
  }
}
