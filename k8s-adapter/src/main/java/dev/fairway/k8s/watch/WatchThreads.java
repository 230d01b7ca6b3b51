package dev.fairway.k8s.watch;

import io.fabric8.kubernetes.client.KubernetesClientBuilder.ExecutorSupplier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a watching client: daemons, as many as are busy. What escapes from one is told by
 * its class alone, since the text of an exception about credentials may hold them; the feeds notice
 * that nothing comes any more.
 */
final class WatchThreads implements ExecutorSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(WatchThreads.class);

  private final AtomicInteger made = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fairway-watch-" + made.incrementAndGet());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (where, escaped) ->
            LOG.error("{} ended by {}", where.getName(), escaped.getClass().getName()));
    return thread;
  }

  @Override
  public Executor get() {
    return threads;
  }

  @Override
  public void onClose(Executor executor) {
    threads.shutdownNow();
  }
}
