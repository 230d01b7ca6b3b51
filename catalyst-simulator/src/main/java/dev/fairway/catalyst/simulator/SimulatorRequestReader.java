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

/** The reader of HTTP requests. */
final class SimulatorRequestReader {

  private static final String API = "/dataservice";

  private final int largestBody;

  SimulatorRequestReader(int largestBody) {
    this.largestBody = largestBody;
  }

  /** The request without its body: what the log and the fault injection need. */
  SimulatorRequest head(HttpExchange exchange) {
    String path = decoded(exchange.getRequestURI().getRawPath());
    boolean api = path.startsWith(API + "/");
    SortedMap<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new SimulatorRequest(
        exchange.getRequestMethod(),
        api,
        api ? withoutSlashAtEnd(path.substring(API.length())) : path,
        new TreeMap<>(),
        headers,
        ByteBuffer.allocate(0));
  }

  /** A collection is the same with a slash at the end. */
  private static String withoutSlashAtEnd(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** A plus sign stands for itself in a path. */
  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * The whole request.
   *
   * @throws RefusedRequestException where something about it is not well made
   */
  SimulatorRequest whole(HttpExchange exchange, SimulatorRequest head) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(largestBody);
    if (exchange.getRequestBody().read() >= 0) {
      String details = "the body has more than " + largestBody + " bytes";
      throw new RefusedRequestException(
          SimulatorResponse.error(413, "SIMULATOR0413", "Request body too large", details)
              .with("Connection", "close"));
    }
    checkPath(exchange.getRequestURI().getRawPath());
    SortedMap<String, List<String>> query =
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .map(FormDecoder::parse)
            .orElseGet(TreeMap::new);
    return new SimulatorRequest(
        head.verb(), head.api(), head.path(), query, head.headers(), ByteBuffer.wrap(body));
  }

  private static void checkPath(String raw) {
    String lower = raw.toLowerCase(Locale.ROOT);
    boolean climbs = List.of(raw.split("/")).contains("..");
    if (climbs || lower.contains("%2f") || lower.contains("%00")) {
      throw RefusedRequestException.malformed("Malformed path", "'..', %2f or %00 in the path");
    }
  }
}
