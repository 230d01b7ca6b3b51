package dev.fairway.catalyst.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/** An HTTP client that follows no redirect and keeps no cookie by itself. */
final class SimulatorTestClient {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final HttpClient client;
  private final String url;

  /** Sent with every request. */
  final SortedMap<String, String> headers = new TreeMap<>();

  SimulatorTestClient(CatalystSimulator simulator) {
    url = simulator.url();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(
                new HandshakeCertificates.Builder()
                    .addTrustedCertificate(Certificates.decodeCertificatePem(simulator.caPem()))
                    .build()
                    .sslContext())
            .build();
  }

  /** Logs in as admin, with cookie and token for what follows. */
  SimulatorTestClient enter() throws IOException, InterruptedException {
    return enter("admin", "admin");
  }

  SimulatorTestClient enter(String user, String password) throws IOException, InterruptedException {
    login(user, password);
    headers.put("X-XSRF-TOKEN", get("/client/token").body());
    return this;
  }

  HttpResponse<String> login(String user, String password)
      throws IOException, InterruptedException {
    String form = "j_username=" + user + "&j_password=" + password;
    HttpResponse<String> answer = send("POST", "/j_security_check", FORM, form);
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(cookie -> headers.put("Cookie", cookie.split(";")[0]));
    return answer;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", "/dataservice" + path, JSON, "");
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send("POST", "/dataservice" + path, JSON, body);
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", "/dataservice" + path, JSON, body);
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send("DELETE", "/dataservice" + path, JSON, "");
  }

  CompletableFuture<HttpResponse<String>> later(String verb, String path, String body) {
    return client.sendAsync(
        request(verb, "/dataservice" + path, JSON, bytes(body)), BodyHandlers.ofString());
  }

  /** Paths are from the root; no header for an empty type. */
  HttpResponse<String> send(String verb, String path, String type, String body)
      throws IOException, InterruptedException {
    return send(verb, path, type, bytes(body));
  }

  HttpResponse<String> send(String verb, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return client.send(request(verb, path, type, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String verb, String path, String type, byte[] body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                verb,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(builder::header);
    boolean typed = body.length > 0 && !type.isEmpty();
    return (typed ? builder.header("Content-Type", type) : builder).build();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
