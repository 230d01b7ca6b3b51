package dev.fairway.catalyst.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** An open HTTPS port. Thread-safe. */
final class FrontListener implements AutoCloseable {

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // An answer is two writes; without this the second waits for the client's word on the first.
    // The JDK's server has no other way to say it, and reads it once.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpsServer server;
  private final ExecutorService threads;

  private FrontListener(HttpsServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static FrontListener open(InetSocketAddress address, SSLContext tls, HttpHandler handler) {
    try {
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      ExecutorService threads = threads();
      server.setExecutor(threads);
      server.createContext("/", handler);
      // Its own thread is a daemon if the one that starts it is.
      CompletableFuture.runAsync(server::start, threads).join();
      return new FrontListener(server, threads);
    } catch (IOException | IllegalArgumentException notHad) {
      throw new UncheckedIOException(
          "cannot listen on " + address + ": must be a free port of this machine's addresses",
          new IOException(notHad));
    }
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "simulated-manager-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Ends at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
