package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A BFD session, which is a tunnel as one of its ends sees it. Source: {@code GET
 * /data/device/state/BFDSessions}.
 *
 * @param fromIp the address of that end
 * @param local the colour of that end
 * @param toIp the address of the other end
 * @param remote the colour of the other end
 * @param encrypted true for IPsec, false for GRE
 * @param up true where packets pass
 */
record BfdSession(
    String fromIp, Transport local, String toIp, Transport remote, boolean encrypted, boolean up) {

  private static final String PATH = "/data/device/state/BFDSessions?count=10000";

  /** More pages than any fabric has: the end of a response that goes on for ever. */
  private static final int MAX_PAGES = 1_000;

  /**
   * The sessions of the whole fabric, as the Manager last collected them: one request for each
   * 10,000.
   *
   * @throws ManagerException where the Manager does not answer, or the answer cannot be read
   */
  static List<BfdSession> readAll(ManagerApi api) {
    List<BfdSession> sessions = new ArrayList<>();
    String path = PATH;
    for (int page = 0; page < MAX_PAGES; page++) {
      JsonNode response = api.get(path);
      for (ObjectNode row : ResponseObjects.objects(path, response)) {
        tryParse(row).ifPresent(sessions::add);
      }
      JsonNode info = response.path("pageInfo");
      String next = info.path("endId").asText("");
      if (!info.path("moreEntries").asBoolean(false) || !next.matches("[A-Za-z0-9_-]{1,200}")) {
        return List.copyOf(sessions);
      }
      path = PATH + "&startId=" + next;
    }
    throw ResponseObjects.unreadable(PATH, "never ends");
  }

  /** The session of a row; empty for one without an end or a colour that a rule could name. */
  static Optional<BfdSession> tryParse(ObjectNode row) {
    String from = row.path("vdevice-name").asText("");
    String local = row.path("local-color").asText("");
    String remote = row.path("color").asText("");
    String wrapped = row.path("proto").asText("").toLowerCase(Locale.ROOT);
    boolean readable =
        !from.isEmpty()
            && DnsLabel.isValid(local)
            && DnsLabel.isValid(remote)
            && (wrapped.equals("ipsec") || wrapped.equals("gre"));
    return readable
        ? Optional.of(
            new BfdSession(
                from,
                new Transport(local),
                row.path("system-ip").asText(""),
                new Transport(remote),
                wrapped.equals("ipsec"),
                row.path("state").asText("").equalsIgnoreCase("up")))
        : Optional.empty();
  }
}
