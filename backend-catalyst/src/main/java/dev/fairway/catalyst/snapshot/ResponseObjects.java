package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerException;
import java.util.ArrayList;
import java.util.List;

/** What a read answered. What cannot be read is never taken for nothing. */
final class ResponseObjects {

  private ResponseObjects() {}

  /**
   * The objects of a collection: an array, or an object whose {@code data} is one.
   *
   * @throws ManagerException of kind {@code UNREADABLE} for anything else
   */
  static List<ObjectNode> objects(String path, JsonNode answer) {
    JsonNode array = answer.isArray() ? answer : answer.path("data");
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode one : array) {
      objects.add(object(path, one));
    }
    if (!array.isArray()) {
      throw unreadable(path, "holds no list of objects");
    }
    return objects;
  }

  /**
   * The objects of a collection, each of which has an id.
   *
   * @param idField where it stands
   * @throws ManagerException of kind {@code UNREADABLE} for anything else: an answer that is not
   *     what it should be must not look like a Manager with nothing on it
   */
  static List<ObjectNode> identified(String path, JsonNode answer, String idField) {
    if (answer.isArray()) {
      throw unreadable(path, "holds no list of objects");
    }
    List<ObjectNode> objects = objects(path, answer);
    if (objects.stream().anyMatch(one -> one.path(idField).asText("").isEmpty())) {
      throw unreadable(path, "holds an object without '" + idField + "'");
    }
    return objects;
  }

  /**
   * The one object.
   *
   * @throws ManagerException of kind {@code UNREADABLE} for anything else
   */
  static ObjectNode object(String path, JsonNode answer) {
    if (answer instanceof ObjectNode object) {
      return object;
    }
    throw unreadable(path, "is not an object");
  }

  private static ManagerException unreadable(String path, String why) {
    return new ManagerException(
        ManagerException.Reason.UNREADABLE, "the answer to GET " + path + " " + why);
  }
}
