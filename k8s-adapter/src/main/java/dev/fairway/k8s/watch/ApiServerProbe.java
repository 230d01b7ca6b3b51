package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probe of the API server: one small read from its store, again and again while no event of a
 * watch proves that it works. A watch on which nothing comes tells neither that nothing happens nor
 * that the server is away, and a server that has lost etcd still sends bookmarks; a read of one
 * object without a resource version has to reach etcd. When the server answers again a listener is
 * called, so that nobody waits for a backoff. Thread-safe.
 */
final class ApiServerProbe implements AutoCloseable {

  /**
   * A Namespace that the API server itself keeps, by a list: the right to list is needed anyway.
   */
  private static final String READ =
      "api/v1/namespaces?fieldSelector=metadata.name%3Ddefault&limit=1";

  /** While something is wrong, in shares of the interval. */
  private static final int FASTER = 4;

  private static final int FAILURES_UNTIL_AWAY = 2;
  private static final Duration LONGEST_CHECKS = Duration.ofSeconds(10);
  private static final Pattern FAILED_CHECK = Pattern.compile("\\[-\\](\\S+) failed");
  private static final RequestAttributes ATTRIBUTES =
      new RequestAttributes("list", "namespaces", "");
  private static final Logger LOG = LoggerFactory.getLogger(ApiServerProbe.class);

  private final KubernetesClient client;
  private final WatchOptions options;
  private final Runnable answersAgain;
  private final Runnable changed;
  private final Thread thread;
  private long provenAt;
  private int failures;
  private Optional<String> problem = Optional.empty();
  private Optional<String> checks = Optional.empty();
  private boolean asksForChecks;
  private Outcome last = Outcome.WORKS;
  private boolean soon;

  /** True where a request failed since the last probe, and when a failure alone was followed. */
  private boolean suspected;

  private OptionalLong resumedAt = OptionalLong.empty();
  private boolean closed;

  /** The outcomes of one probe, the best last. */
  private enum Outcome {
    /** No answer, or one that tells of a fault in the server. */
    AWAY,
    /** 401 or 403, as while it starts. */
    DENIED,
    /** It read its store. */
    WORKS
  }

  /**
   * A probe that sends nothing yet.
   *
   * @param answersAgain called when the outcome is better than that of the probe before
   * @param changed called when the state changed
   */
  ApiServerProbe(
      KubernetesClient client, WatchOptions options, Runnable answersAgain, Runnable changed) {
    this.client = client;
    this.options = options;
    this.answersAgain = answersAgain;
    this.changed = changed;
    this.provenAt = options.nanoClock().getAsLong();
    this.thread = new Thread(this::run, "fairway-probe");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes note that the server proved to work otherwise: the next probe can wait. */
  void proven() {
    boolean repaired;
    synchronized (this) {
      provenAt = options.nanoClock().getAsLong();
      failures = 0;
      repaired = repaired();
    }
    if (repaired) {
      changed.run();
    }
  }

  /** Probes at once: a request has failed. */
  synchronized void probeSoon() {
    soon = true;
    suspected = true;
    notifyAll();
  }

  /** The state; of a server that was not asked yet nothing is wrong. */
  synchronized ApiServerState state() {
    return new ApiServerState(
        problem, Duration.ofNanos(options.nanoClock().getAsLong() - provenAt));
  }

  private void run() {
    try {
      while (awaitNext()) {
        if (isDue()) {
          probe();
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the next probe is due; false once it was closed. */
  private synchronized boolean awaitNext() throws InterruptedException {
    long interval = options.probeInterval().toNanos();
    long pause = last == Outcome.WORKS && failures == 0 ? interval : interval / FASTER;
    long began = System.nanoTime();
    // Whatever asks for it: not without any pause between two probes.
    long least = Math.min(pause, interval / FASTER);
    while (!closed) {
      long left = (soon ? least : pause) - (System.nanoTime() - began);
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return !closed;
  }

  /** False where an event of a watch, a moment ago, told as much as a probe would. */
  private synchronized boolean isDue() {
    boolean due =
        soon
            || last != Outcome.WORKS
            || failures > 0
            || options.nanoClock().getAsLong() - provenAt
                >= options.probeInterval().dividedBy(2).toNanos();
    soon = false;
    return due;
  }

  /** Sends one probe and follows its outcome. */
  void probe() throws InterruptedException {
    boolean afterFailure = takeSuspicion();
    Optional<ApiFailure> failure = read();
    boolean better;
    boolean told;
    synchronized (this) {
      Outcome outcome = outcome(failure);
      better = outcome.compareTo(last) > 0 || afterFailure && mayResume(outcome);
      last = outcome;
      if (outcome == Outcome.AWAY) {
        failures++;
        told = false;
      } else {
        provenAt = options.nanoClock().getAsLong();
        failures = 0;
        told = repaired();
      }
    }
    if (better) {
      answersAgain.run();
    }
    if (failure.isPresent() && isAway()) {
      told |= tell(failure.get().sentence());
      askForChecks();
    }
    if (told) {
      changed.run();
    }
  }

  private synchronized boolean takeSuspicion() {
    boolean taken = suspected;
    suspected = false;
    return taken;
  }

  /**
   * True where the server works although a request failed just before: it was away for less time
   * than lies between two probes. Seldom, because what fails may be that one request for good.
   */
  private boolean mayResume(Outcome outcome) {
    long now = options.nanoClock().getAsLong();
    boolean seldom = resumedAt.isEmpty() || now - resumedAt.getAsLong() >= LONGEST_CHECKS.toNanos();
    boolean resumes = outcome == Outcome.WORKS && seldom;
    resumedAt = resumes ? OptionalLong.of(now) : resumedAt;
    return resumes;
  }

  private static Outcome outcome(Optional<ApiFailure> failure) {
    if (failure.isEmpty()) {
      return Outcome.WORKS;
    }
    return failure.get().isDenial() ? Outcome.DENIED : Outcome.AWAY;
  }

  private synchronized boolean isAway() {
    return failures >= FAILURES_UNTIL_AWAY;
  }

  /** Tells what is wrong, unless the server itself has told more exactly. */
  private synchronized boolean tell(String sentence) {
    Optional<String> told = checks.or(() -> Optional.of(sentence));
    if (failures < FAILURES_UNTIL_AWAY || told.equals(problem)) {
      return false;
    }
    problem = told;
    LOG.warn("the API server is away: {}; asked again until it answers", told.get());
    return true;
  }

  /** True where a problem is over. */
  private boolean repaired() {
    if (problem.isEmpty()) {
      return false;
    }
    problem = Optional.empty();
    checks = Optional.empty();
    LOG.info("the API server answers again");
    return true;
  }

  private Optional<ApiFailure> read() throws InterruptedException {
    try {
      Duration longest = options.probeTimeout();
      int code = send(READ, longest).get(longest.toMillis(), TimeUnit.MILLISECONDS).code();
      return HttpResponse.isSuccessful(code)
          ? Optional.empty()
          : Optional.of(ApiFailure.ofCode(code, ATTRIBUTES));
    } catch (ExecutionException | TimeoutException failed) {
      return Optional.of(ApiFailure.of(failed, ATTRIBUTES));
    }
  }

  /**
   * Asks for the server's own checks, without waiting: where it has lost etcd, they take longer
   * than a probe, and no probe may be late for them.
   */
  private void askForChecks() {
    synchronized (this) {
      if (checks.isPresent() || asksForChecks) {
        return;
      }
      asksForChecks = true;
    }
    CompletableFuture<HttpResponse<String>> unused =
        send("readyz", LONGEST_CHECKS)
            .whenComplete(
                (answer, failure) -> {
                  Optional<String> failed =
                      Optional.ofNullable(answer).flatMap(ApiServerProbe::failedChecks);
                  boolean told;
                  synchronized (this) {
                    asksForChecks = false;
                    checks = problem.isPresent() ? failed : Optional.empty();
                    told = failed.isPresent() && tell(failed.get());
                  }
                  if (told) {
                    changed.run();
                  }
                });
  }

  /** The names of the server's own checks that fail; empty where it tells of none. */
  private static Optional<String> failedChecks(HttpResponse<String> answer) {
    TreeSet<String> failed = new TreeSet<>();
    FAILED_CHECK
        .matcher(Optional.ofNullable(answer.body()).orElse(""))
        .results()
        .map(check -> check.group(1))
        .forEach(failed::add);
    return answer.code() == HttpURLConnection.HTTP_OK || failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it answers, but does not read: its checks " + String.join(", ", failed) + " fail");
  }

  private CompletableFuture<HttpResponse<String>> send(String path, Duration longest) {
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path)
            .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    try {
      return http.sendAsync(request, String.class);
    } catch (RuntimeException unsendable) {
      // Credentials, say, that cannot be loaded.
      return CompletableFuture.failedFuture(unsendable);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
