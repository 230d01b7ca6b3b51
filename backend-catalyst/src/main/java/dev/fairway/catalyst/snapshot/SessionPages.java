package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of the whole fabric, as the Manager last collected them: one request for up to
 * 10,000, and no edge is asked.
 */
final class SessionPages {

  private static final String PATH = "/data/device/state/BFDSessions?count=10000";

  /** No fabric has more; an answer that never ends does. */
  private static final int MOST_PAGES = 1_000;

  private SessionPages() {}

  static List<BfdSession> read(ManagerApi calls) {
    List<BfdSession> sessions = new ArrayList<>();
    String path = PATH;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = calls.get(path);
      for (ObjectNode row : ResponseObjects.objects(path, answer)) {
        BfdSession.tryParse(row).ifPresent(sessions::add);
      }
      JsonNode info = answer.path("pageInfo");
      String next = info.path("endId").asText("");
      if (!info.path("moreEntries").asBoolean(false) || !next.matches("[A-Za-z0-9_-]{1,200}")) {
        return List.copyOf(sessions);
      }
      path = PATH + "&startId=" + next;
    }
    throw new ManagerException(
        ManagerException.Reason.UNREADABLE, "the answer to GET " + PATH + " never ends");
  }
}
