package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;

/** An API server spoken to over plain HTTP, for what a client library hides. */
final class RawApi {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http;
  private final String url;
  private final String token;

  private RawApi(HttpClient http, String url, String token) {
    this.http = http;
    this.url = url.replaceAll("/$", "");
    this.token = token;
  }

  static RawApi of(Config config) {
    try {
      HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
      if (config.getMasterUrl().startsWith("https")) {
        http.sslContext(SSLUtils.sslContext(config));
      }
      String token = config.getAutoOAuthToken();
      return new RawApi(http.build(), config.getMasterUrl(), token == null ? "" : token);
    } catch (GeneralSecurityException badCertificate) {
      throw new IllegalArgumentException(badCertificate);
    } catch (IOException noCertificate) {
      throw new UncheckedIOException(noCertificate);
    }
  }

  /** JSON written with single quotes. */
  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  RawResponse get(String path) {
    return send("GET", path, "", "");
  }

  RawResponse post(String path, String json) {
    return send("POST", path, "application/json", json.replace('\'', '"'));
  }

  RawResponse put(String path, String json) {
    return send("PUT", path, "application/json", json.replace('\'', '"'));
  }

  RawResponse merge(String path, String json) {
    return send("PATCH", path, "application/merge-patch+json", json.replace('\'', '"'));
  }

  RawResponse strategic(String path, String json) {
    return send("PATCH", path, "application/strategic-merge-patch+json", json.replace('\'', '"'));
  }

  RawResponse jsonPatch(String path, String json) {
    return send("PATCH", path, "application/json-patch+json", json.replace('\'', '"'));
  }

  RawResponse apply(String path, String manager, String json) {
    String parameters = (path.contains("?") ? "&" : "?") + "fieldManager=" + manager;
    return send(
        "PATCH", path + parameters, "application/apply-patch+yaml", json.replace('\'', '"'));
  }

  RawResponse delete(String path) {
    return send("DELETE", path, "", "");
  }

  RawResponse delete(String path, String options) {
    return send("DELETE", path, "application/json", options.replace('\'', '"'));
  }

  RawResponse send(String method, String path, String contentType, String body) {
    try {
      HttpRequest.Builder request = request(path);
      if (!contentType.isEmpty()) {
        request.header("Content-Type", contentType);
      }
      request.method(
          method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return RawResponse.of(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Opens a watch; its lines are read as they come. */
  WatchEventReader watch(String path) {
    try {
      return new WatchEventReader(
          http.send(request(path).build(), BodyHandlers.ofInputStream()).body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).header("User-Agent", "scenario/1");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }
}
