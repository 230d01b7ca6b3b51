package dev.fairway.embedded;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A port of the loopback address that can close and open again. Thread-safe. */
final class HttpListener implements AutoCloseable {

  private final HttpHandler handler;
  private final Optional<SSLContext> tls;
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons());
  private Optional<HttpServer> server = Optional.empty();
  private int port;

  HttpListener(int port, Optional<SSLContext> tls, HttpHandler handler) {
    this.port = port;
    this.tls = tls;
    this.handler = handler;
  }

  private static java.util.concurrent.ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "embedded-kubernetes-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Starts to listen; on the port it had, if it had one. */
  synchronized void open() {
    if (server.isPresent()) {
      return;
    }
    try {
      HttpServer opened = create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      opened.createContext("/", handler);
      opened.setExecutor(threads);
      opened.start();
      port = opened.getAddress().getPort();
      server = Optional.of(opened);
    } catch (IOException noPort) {
      throw new UncheckedIOException("cannot listen on port " + port, noPort);
    }
  }

  private HttpServer create(InetSocketAddress address) throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return secure;
  }

  synchronized int port() {
    return port;
  }

  /** Closes the port and every connection. */
  synchronized void shut() {
    server.ifPresent(open -> open.stop(0));
    server = Optional.empty();
  }

  @Override
  public void close() {
    shut();
    threads.shutdownNow();
  }
}
