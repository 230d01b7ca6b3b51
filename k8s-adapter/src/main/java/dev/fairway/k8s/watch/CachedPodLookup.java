package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.runtime.safety.PodLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lookup of pods at missing addresses with the API server, with a cache. A sync waits only for
 * the answers about addresses that are new to the lookup; those that stay in question are asked for
 * again every 5 s by a thread of the lookup's own, which asks for a sync where an answer becomes a
 * reason to take policy away. Thread-safe.
 */
final class CachedPodLookup implements PodLookup, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** An answer that could not be read again for so long is none any more. */
  private static final Duration LONGEST_AGE = Duration.ofSeconds(20);

  /** A process that makes no syncs any more, such as a standby one, asks no longer than this. */
  private static final Duration LONGEST_UNASKED = Duration.ofMinutes(15);

  /** How long a denial lasts before it is called a missing right. */
  private static final Duration DENIAL = Duration.ofSeconds(8);

  private static final int MOST_REQUESTS = 200;
  private static final int THREADS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(CachedPodLookup.class);

  private final PodRequests requests;
  private final Function<ServiceKey, SortedMap<String, String>> selectors;
  private final LongSupplier nanoClock;
  private final Duration longest;
  private final Runnable changed;
  private final Runnable urgent;
  private final ReusedAddresses reused;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "fairway-pod-lookup"));
  private final Map<MissingAddress, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Long> deniedSince = new HashMap<>();
  private final Set<String> deniedTold = new LinkedHashSet<>();
  private long lastLook;
  private boolean refreshing;

  /**
   * What is known of an address.
   *
   * @param due true where the next look is to ask
   * @param readAt when the answer came; empty: there was none yet
   * @param uid that of the pod that was there first
   */
  private record Entry(boolean due, OptionalLong readAt, Sight sight, String uid) {

    static final Entry NEW = new Entry(true, OptionalLong.empty(), Sight.UNKNOWN, "");

    Entry answered(PodAnswer answer, long now) {
      boolean another =
          !uid.isEmpty() && answer.sight() == Sight.THERE && !answer.uid().equals(uid);
      return new Entry(
          false,
          OptionalLong.of(now),
          another ? Sight.ENDED : answer.sight(),
          uid.isEmpty() ? answer.uid() : uid);
    }

    Entry withDue(boolean whether) {
      return new Entry(whether, readAt, sight, uid);
    }

    boolean isKnown(long now) {
      return sight != Sight.UNKNOWN
          && readAt.isPresent()
          && now - readAt.getAsLong() < LONGEST_AGE.toNanos();
    }
  }

  /**
   * A lookup that has sent nothing yet.
   *
   * @param cluster the name of the cluster
   * @param selectors the labels of the pods of a Service; empty where it selects none, or is gone
   * @param changed called where an answer becomes a reason to take policy away
   * @param urgent called where it is that another pod has the address
   */
  CachedPodLookup(
      PodRequests requests,
      String cluster,
      Function<ServiceKey, SortedMap<String, String>> selectors,
      WatchOptions options,
      Runnable changed,
      Runnable urgent) {
    this.requests = requests;
    this.selectors = selectors;
    this.nanoClock = options.nanoClock();
    this.longest = options.podTimeout();
    this.changed = changed;
    this.urgent = urgent;
    this.reused = new ReusedAddresses(cluster, System::nanoTime, this::listed, urgent);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> daemon(work, "fairway-pod-requests"));
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The listener of slices, which shows addresses that are used again before pods are asked. */
  StoreListener<EndpointSliceView> slices() {
    return reused;
  }

  /** Takes over the addresses of a snapshot. */
  void follow(ClusterSnapshot snapshot) {
    reused.follow(snapshot);
  }

  /** A slice has an address that is in question: the next look asks for it anew. */
  private synchronized void listed(IpPrefix address) {
    entries.replaceAll(
        (missing, entry) -> missing.address().equals(address) ? entry.withDue(true) : entry);
  }

  @Override
  public Map<MissingAddress, Sight> look(Collection<MissingAddress> addresses) {
    List<MissingAddress> due = new ArrayList<>();
    synchronized (this) {
      entries.keySet().retainAll(Set.copyOf(addresses));
      addresses.forEach(missing -> entries.putIfAbsent(missing, Entry.NEW));
      entries.forEach(
          (missing, entry) -> {
            if (entry.due) {
              due.add(missing);
            }
          });
      reused.question(entries.keySet());
      lastLook = nanoClock.getAsLong();
      scheduleRefresh();
    }
    ask(due);
    return known();
  }

  private synchronized Map<MissingAddress, Sight> known() {
    long now = nanoClock.getAsLong();
    Map<MissingAddress, Sight> known = new HashMap<>();
    entries.forEach(
        (missing, entry) -> {
          if (entry.isKnown(now)) {
            known.put(missing, entry.sight);
          }
        });
    return known;
  }

  /** Asks for these, and returns the answers that changed. */
  private Set<Sight> ask(List<MissingAddress> due) {
    if (due.isEmpty() || threads.isShutdown()) {
      return Set.of();
    }
    PodLookupRound round = new PodLookupRound(requests, selectors, reused::lastNode, MOST_REQUESTS);
    Map<MissingAddress, PodAnswer> answers = round.ask(due, threads, longest.toNanos());
    Set<Sight> news = new LinkedHashSet<>();
    synchronized (this) {
      long now = nanoClock.getAsLong();
      for (MissingAddress missing : due) {
        Optional<PodAnswer> answer = Optional.ofNullable(answers.get(missing));
        entries.computeIfPresent(
            missing,
            (same, before) -> {
              Entry after =
                  answer.map(read -> before.answered(read, now)).orElse(before.withDue(false));
              if (after.sight != before.sight) {
                news.add(after.sight);
              }
              return after;
            });
        if (answer.filter(read -> read.sight() == Sight.TAKEN).isPresent()) {
          reused.seen(missing.address(), missing.service());
        }
      }
      report(round.failures());
    }
    return news;
  }

  private void scheduleRefresh() {
    if (!refreshing && !entries.isEmpty() && !refresher.isShutdown()) {
      refreshing = true;
      refresher.schedule(this::refreshAndGoOn, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void refreshAndGoOn() {
    try {
      refresh();
    } catch (RuntimeException escaped) {
      LOG.error("asking for the pods of missing addresses: {}", escaped.getClass().getName());
    } finally {
      synchronized (this) {
        refreshing = false;
        scheduleRefresh();
      }
    }
  }

  /** Asks anew for every address in question, those first whose answer is oldest. */
  void refresh() {
    List<MissingAddress> due;
    synchronized (this) {
      if (nanoClock.getAsLong() - lastLook > LONGEST_UNASKED.toNanos()) {
        entries.clear();
        reused.question(List.of());
      }
      due =
          entries.entrySet().stream()
              .sorted(
                  Comparator.comparingLong(entry -> entry.getValue().readAt.orElse(Long.MIN_VALUE)))
              .map(Map.Entry::getKey)
              .toList();
    }
    Set<Sight> news = ask(due);
    if (news.contains(Sight.TAKEN)) {
      urgent.run();
    } else if (news.contains(Sight.ENDED) || news.contains(Sight.NOBODY)) {
      changed.run();
    }
  }

  /** Logs each missing right once, when it has been denied for a while. */
  private void report(Map<String, ApiFailure> failures) {
    for (String verb : List.of("get", "list")) {
      ApiFailure failure = failures.get(verb);
      if (failure == null || failure.kind() != ApiFailure.Kind.FORBIDDEN) {
        if (failures.isEmpty()) {
          deniedSince.remove(verb);
          deniedTold.remove(verb);
        }
        continue;
      }
      long now = nanoClock.getAsLong();
      long since = deniedSince.computeIfAbsent(verb, none -> now);
      if (now - since >= DENIAL.toNanos() && deniedTold.add(verb)) {
        LOG.warn(
            "asking for the pods of addresses that no EndpointSlice lists any more: {}; until then"
                + " what became of them is not known, and their rules stay for their time",
            failure.sentence());
      }
    }
  }

  @Override
  public OptionalLong reusedSince(MissingAddress address) {
    return reused.since(address.address(), address.service());
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    threads.shutdownNow();
  }
}
