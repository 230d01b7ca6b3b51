package dev.fairway.catalyst.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes requests off the wire. */
final class FrontReader {

  private static final String API = "/dataservice";

  private final int largestBody;

  FrontReader(int largestBody) {
    this.largestBody = largestBody;
  }

  /** The request without its body: what the log and the weather need to know. */
  FrontRequest head(HttpExchange exchange) {
    String path = decoded(exchange.getRequestURI().getRawPath());
    boolean api = path.startsWith(API + "/");
    SortedMap<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new FrontRequest(
        exchange.getRequestMethod(),
        api,
        api ? path.substring(API.length()) : path,
        new TreeMap<>(),
        headers,
        ByteBuffer.allocate(0));
  }

  /** A plus sign stands for itself in a path. */
  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * The whole request.
   *
   * @throws RequestRefused where something about it is not well made
   */
  FrontRequest whole(HttpExchange exchange, FrontRequest head) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(largestBody);
    if (exchange.getRequestBody().read() >= 0) {
      String details = "the body has more than " + largestBody + " bytes";
      throw new RequestRefused(
          FrontAnswer.error(413, "SIMULATOR0413", "Request body too large", details)
              .with("Connection", "close"));
    }
    checkPath(exchange.getRequestURI().getRawPath());
    SortedMap<String, String> query =
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .map(FormText::parse)
            .orElseGet(TreeMap::new);
    return new FrontRequest(
        head.verb(), head.api(), head.path(), query, head.headers(), ByteBuffer.wrap(body));
  }

  private static void checkPath(String raw) {
    String lower = raw.toLowerCase(Locale.ROOT);
    boolean climbs = List.of(raw.split("/")).contains("..");
    if (climbs || lower.contains("%2f") || lower.contains("%00")) {
      throw RequestRefused.malformed("Malformed path", "'..', %2f or %00 in the path");
    }
  }
}
