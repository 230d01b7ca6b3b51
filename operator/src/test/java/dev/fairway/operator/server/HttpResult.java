package dev.fairway.operator.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The response to one request, as a client sees it.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
public record HttpResult(int status, HttpHeaders headers, String body) {

  /** Sends a GET request. */
  public static HttpResult get(InetSocketAddress server, String pathAndQuery) {
    return send(server, "GET", pathAndQuery);
  }

  /** Sends any request without a body. */
  public static HttpResult send(InetSocketAddress server, String method, String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + pathAndQuery))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return new HttpResult(response.statusCode(), response.headers(), response.body());
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
