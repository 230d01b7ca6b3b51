package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.RequestAttributes;
import dev.fairway.k8s.mapping.PodEvidence;
import dev.fairway.k8s.objects.PodView;
import dev.fairway.k8s.watch.WatchedObject.ListedPod;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader of the evidence of pods: one list of pods by the selector of each Service that needs
 * it, again when its selector or one of its slices changed. Pods are listed and not watched, for
 * their number: nobody pays for them who does not ask for {@code access} or {@code inspect}.
 *
 * <p>What a list that fails leaves is the evidence of the last one; it is tried again with a later
 * snapshot. Where a Namespace denies it, one list asks again for all of its Services. Thread-safe;
 * the requests are sent by threads of its own.
 */
final class PodEvidenceReader implements AutoCloseable {

  private static final int THREADS = 4;

  /** How many timeouts the first snapshot that asks waits: what is not known yet is not gone. */
  private static final int FIRST_TIMEOUTS = 6;

  private static final RequestAttributes REQUEST = new RequestAttributes("list", "pods", "");
  private static final Logger LOG = LoggerFactory.getLogger(PodEvidenceReader.class);

  private final NamespacedKubernetesClient client;
  private final WatchOptions options;
  private final RequestConfig once;
  private final Runnable changed;
  private final ExecutorService threads = threads();
  private final Map<ServiceKey, Entry> entries = new HashMap<>();
  private final DeniedNamespaces denied;

  /** How often everything that failed was to be asked again at once. */
  private final AtomicInteger retries = new AtomicInteger();

  private volatile boolean failing;
  private String lastProblem = "";
  private boolean asked;

  /**
   * A Service whose pods are in question.
   *
   * @param uid of the Service: one that was made anew under the same name has no evidence yet
   * @param selector its own; empty: it selects no pods
   * @param slices the resource version of each of its slices, by name
   */
  record Question(
      ServiceKey service,
      String uid,
      SortedMap<String, String> selector,
      SortedMap<String, String> slices) {

    /** True where the evidence for the other question is as good as any for this one. */
    private boolean asksForThePodsOf(Question other) {
      return uid.equals(other.uid) && selector.equals(other.selector);
    }
  }

  /** What is known of one Service; touched with the reader's lock only. */
  private static final class Entry {

    private final Question first;
    private @Nullable Question answered;
    private PodEvidence evidence = PodEvidence.NONE;
    private OptionalLong failedAt = OptionalLong.empty();
    private int failedBeforeRetry;
    private @Nullable Pending pending;

    Entry(Question first) {
      this.first = first;
    }
  }

  private record Pending(Question question, int retry, CompletableFuture<PodEvidence> answer) {}

  /**
   * A reader that has sent nothing yet.
   *
   * @param client of the informers
   * @param changed called where an answer comes after the snapshot that asked had to go on
   */
  PodEvidenceReader(KubernetesClient client, WatchOptions options, Runnable changed) {
    this.client = client.adapt(NamespacedKubernetesClient.class);
    this.options = options;
    this.changed = changed;
    this.denied = new DeniedNamespaces(options.longestBackoff(), options.nanoClock());
    this.once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(Math.toIntExact(options.podTimeout().toMillis()))
            .build();
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "fairway-pods");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * The evidence for each question; that for other Services is forgotten. Sends what is needed and
   * waits for it, for as long as the options say; the first time for longer, since rules that the
   * fabric holds would be taken away for what was not read yet.
   *
   * @param ask false to send nothing: what is known already
   */
  synchronized Map<ServiceKey, PodEvidence> read(Collection<Question> questions, boolean ask) {
    entries.keySet().retainAll(questions.stream().map(Question::service).toList());
    List<Entry> sent = new ArrayList<>();
    for (Question question : questions) {
      Entry entry = entry(question);
      take(entry);
      if (ask && isDue(entry, question)) {
        start(entry, question);
        sent.add(entry);
      }
    }
    await(sent, options.podTimeout().multipliedBy(asked ? 1 : FIRST_TIMEOUTS));
    asked |= !sent.isEmpty();
    sent.forEach(this::takeOrLeave);
    Map<ServiceKey, PodEvidence> evidence = new HashMap<>();
    entries.forEach((service, entry) -> evidence.put(service, entry.evidence));
    report(evidence);
    return evidence;
  }

  private Entry entry(Question question) {
    Entry known = entries.get(question.service());
    if (known == null || !known.first.asksForThePodsOf(question)) {
      known = new Entry(question);
      entries.put(question.service(), known);
    }
    return known;
  }

  private boolean isDue(Entry entry, Question question) {
    boolean waits =
        entry.failedAt.isPresent()
            && entry.failedBeforeRetry == retries.get()
            && options.nanoClock().getAsLong() - entry.failedAt.getAsLong()
                < options.longestBackoff().toNanos();
    return entry.pending == null && !waits && !question.equals(entry.answered);
  }

  private void start(Entry entry, Question question) {
    PodEvidence before = entry.evidence;
    int retry = retries.get();
    CompletableFuture<PodEvidence> answer =
        question.selector().isEmpty()
            ? CompletableFuture.completedFuture(PodEvidence.of(List.of()))
            : CompletableFuture.supplyAsync(() -> list(question, before), threads);
    entry.pending = new Pending(question, retry, answer);
  }

  /** The evidence of a list now; that of before with the problem where it fails. Never throws. */
  private PodEvidence list(Question question, PodEvidence before) {
    String namespace = question.service().namespace();
    Optional<ApiFailure> denial = denied.denial(namespace);
    if (denial.isPresent()) {
      return before.notReadAgain(denial.get().sentence());
    }
    try {
      PodEvidence evidence = PodEvidence.of(pods(question));
      if (denied.allowed(namespace)) {
        retryNow();
      }
      return evidence;
    } catch (RuntimeException failed) {
      ApiFailure failure = ApiFailure.of(failed, REQUEST);
      ApiFailure told =
          failure.isDenial()
              ? denied.denied(namespace, failure)
              : denied.unanswered(namespace, failure);
      return before.notReadAgain(told.sentence());
    }
  }

  private List<PodView> pods(Question question) {
    List<PodView> pods = new ArrayList<>();
    String page = null;
    do {
      ListOptions which =
          new ListOptionsBuilder().withLimit((long) options.pageSize()).withContinue(page).build();
      KubernetesResourceList<ListedPod> listed =
          client
              .withRequestConfig(once)
              .call(
                  sender ->
                      sender
                          .resources(ListedPod.class)
                          .inNamespace(question.service().namespace())
                          .withLabels(question.selector())
                          .list(which));
      listed.getItems().forEach(pod -> pods.add(pod.view()));
      page = listed.getMetadata().getContinue();
    } while (page != null && !page.isEmpty());
    return pods;
  }

  /** Asks again for what failed, with the next snapshot, which is asked for. Never waits. */
  void retryNow() {
    denied.retryNow();
    retries.incrementAndGet();
    if (failing) {
      changed.run();
    }
  }

  private static void await(List<Entry> sent, Duration timeout) {
    CompletableFuture<?>[] answers =
        sent.stream()
            .map(entry -> entry.pending)
            .filter(pending -> pending != null)
            .map(Pending::answer)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(answers).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException incomplete) {
      // What did not come is told of each Service.
    }
  }

  /** Takes the answer that came; of one that did not, says so and asks for a snapshot later. */
  private void takeOrLeave(Entry entry) {
    if (!take(entry) && entry.pending != null) {
      entry.evidence =
          entry.evidence.notReadAgain(ApiFailure.of(new TimeoutException(), REQUEST).sentence());
      entry.pending.answer().whenComplete((answer, failure) -> changed.run());
    }
  }

  /** Takes the answer to the question that was sent last, if it came. */
  private boolean take(Entry entry) {
    Pending pending = entry.pending;
    if (pending == null || !pending.answer().isDone()) {
      return false;
    }
    entry.pending = null;
    if (!pending.answer().isCompletedExceptionally()) {
      entry.evidence = pending.answer().join();
    }
    boolean failed =
        pending.answer().isCompletedExceptionally() || entry.evidence.problem().isPresent();
    entry.failedAt =
        failed ? OptionalLong.of(options.nanoClock().getAsLong()) : OptionalLong.empty();
    entry.failedBeforeRetry = pending.retry();
    if (!failed) {
      entry.answered = pending.question();
    }
    return true;
  }

  /** Logs a problem when it begins, with one of the Services that have it. */
  private void report(Map<ServiceKey, PodEvidence> evidence) {
    Optional<ServiceKey> first =
        evidence.entrySet().stream()
            .filter(entry -> entry.getValue().problem().isPresent())
            .map(Map.Entry::getKey)
            .min(Comparator.naturalOrder());
    String problem =
        first
            .flatMap(service -> evidence.getOrDefault(service, PodEvidence.NONE).problem())
            .orElse("");
    if (first.isPresent() && !problem.equals(lastProblem)) {
      LOG.warn(
          "listing the pods of Services, such as {}: {}; tried again with later syncs",
          first.get(),
          problem);
    }
    lastProblem = problem;
    failing = !problem.isEmpty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
