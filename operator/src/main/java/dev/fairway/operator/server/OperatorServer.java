package dev.fairway.operator.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server of the running operator: a few pages that can only be read. Thread-safe. A handful of
 * threads, a bounded queue and bounded times: whoever is slow or many waits for himself.
 */
public final class OperatorServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int WAITING = 64;
  private static final String LONGEST_SECONDS = "20";

  static {
    // The JDK's server has no other way to say it, and reads them once.
    boundByDefault("sun.net.httpserver.maxReqTime");
    boundByDefault("sun.net.httpserver.maxRspTime");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private OperatorServer(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  private static void boundByDefault(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, LONGEST_SECONDS);
    }
  }

  /**
   * Starts one.
   *
   * @param address where it listens; port 0: any free one
   * @param pages by path, each with its slash
   * @throws UncheckedIOException where that address cannot be had
   */
  public static OperatorServer start(InetSocketAddress address, Map<String, Page> pages) {
    try {
      HttpServer server = HttpServer.create(address, 0);
      ThreadPoolExecutor threads = threads();
      server.setExecutor(threads);
      server.createContext("/", new PageHandler(pages));
      server.start();
      return new OperatorServer(server, threads);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING),
        work -> {
          Thread thread = new Thread(work, "fairway-http-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Where it listens. */
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
