package dev.fairway.faultinjection;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** An HTTP or HTTPS server that can go away and come back on its port. Thread-safe. */
public final class SimulatedHttpServer implements AutoCloseable {

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // The JDK's server holds small writes back for an answer of the peer, 40 ms at a time. It reads
    // this once, when its first server in the process is made.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final Optional<SSLContext> tls;
  private final HttpHandler handler;
  private final ExecutorService threads;
  private InetSocketAddress address;
  private Optional<HttpServer> server = Optional.empty();

  /**
   * A server that does not listen yet.
   *
   * @param address port 0 for any that is free
   * @param tls has the server's key; empty for plain HTTP
   * @param threadName the beginning of the names of its threads, all of them daemons
   */
  public SimulatedHttpServer(
      InetSocketAddress address, Optional<SSLContext> tls, String threadName, HttpHandler handler) {
    this.address = address;
    this.tls = tls;
    this.handler = handler;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, threadName + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to listen; on the port that it had, if it had one.
   *
   * @throws UncheckedIOException where the port cannot be had
   */
  public synchronized void open() {
    if (server.isPresent()) {
      return;
    }
    try {
      HttpServer opened = create();
      opened.createContext("/", handler);
      opened.setExecutor(threads);
      // Its own thread is a daemon if the one that starts it is.
      CompletableFuture.runAsync(opened::start, threads).join();
      address = new InetSocketAddress(address.getAddress(), opened.getAddress().getPort());
      server = Optional.of(opened);
    } catch (IOException | IllegalArgumentException notHad) {
      throw new UncheckedIOException(
          "cannot listen on " + address + ": must be a free port of this machine's addresses",
          new IOException(notHad));
    }
  }

  private HttpServer create() throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return secure;
  }

  /** The port that it listens on, or listened on last. */
  public synchronized int port() {
    return address.getPort();
  }

  /** Closes the port and every connection. */
  public synchronized void shut() {
    server.ifPresent(open -> open.stop(0));
    server = Optional.empty();
  }

  /** Closes the port and every connection, and ends all threads. */
  @Override
  public void close() {
    shut();
    threads.shutdownNow();
  }
}
