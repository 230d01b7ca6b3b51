package dev.fairway.faultinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedHttpServerTest {

  private final SimulatedHttpServer server = server(0);

  private static SimulatedHttpServer server(int port) {
    return new SimulatedHttpServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Optional.empty(),
        "test",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/cut")) {
            throw new ConnectionCutException();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void open_afterShut_listensOnTheSamePort() throws Exception {
    server.open();
    int port = server.port();
    assertEquals(204, get("/"));
    server.shut();
    assertThrows(IOException.class, () -> get("/"));
    server.open();
    assertEquals(port, server.port());
    assertEquals(204, get("/"));
  }

  @Test
  void handler_throwsConnectionCut_answersNothing() {
    server.open();
    assertThrows(IOException.class, () -> get("/cut"));
  }

  @Test
  void open_portThatIsTaken_saysWhich() {
    server.open();
    try (SimulatedHttpServer second = server(server.port())) {
      UncheckedIOException taken = assertThrows(UncheckedIOException.class, second::open);
      assertTrue(taken.getMessage().contains(":" + server.port()), taken::getMessage);
    }
  }
}
