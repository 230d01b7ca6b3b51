package dev.fairway.operator.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The read-only HTTP server of the running operator. Thread-safe. Threads, their queue and times
 * are bounded, and there are more threads than queries at once, so that a few slow clients do not
 * keep health checks from an answer.
 */
public final class OperatorHttpServer implements AutoCloseable {

  /** The JDK's server reads a request in the thread that answers it: each slow client takes one. */
  private static final int THREADS = 32;

  private static final Duration REST = Duration.ofSeconds(30);
  private static final int WAITING = 64;
  private static final String LONGEST_SECONDS = "20";

  static {
    // The JDK's server has no other way to set them, and reads them once.
    boundByDefault("sun.net.httpserver.maxReqTime");
    boundByDefault("sun.net.httpserver.maxRspTime");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private OperatorHttpServer(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  private static void boundByDefault(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, LONGEST_SECONDS);
    }
  }

  /**
   * Starts a server.
   *
   * @param address the address to listen at; port 0: any free one
   * @param handlers by path, each with its slash
   * @throws UncheckedIOException where the address cannot be bound
   */
  public static OperatorHttpServer start(
      InetSocketAddress address, Map<String, RequestHandler> handlers) {
    try {
      HttpServer server = HttpServer.create(address, 0);
      ThreadPoolExecutor threads = threads();
      server.setExecutor(threads);
      server.createContext("/", new RequestDispatcher(handlers));
      server.start();
      return new OperatorHttpServer(server, threads);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            REST.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "fairway-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** The address that it listens at. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Ends at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
