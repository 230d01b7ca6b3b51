package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerException;
import java.util.ArrayList;
import java.util.List;

/** The objects of a response to a read. An unreadable response is an error, never an empty one. */
public final class ResponseObjects {

  private ResponseObjects() {}

  /**
   * The objects of a collection: an array, or an object whose {@code data} is one.
   *
   * @throws ManagerException of kind {@code UNREADABLE} for anything else
   */
  static List<ObjectNode> objects(String path, JsonNode response) {
    JsonNode array = response.isArray() ? response : response.path("data");
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode element : array) {
      objects.add(object(path, element));
    }
    if (!array.isArray()) {
      throw unreadable(path, "holds no list of objects");
    }
    return objects;
  }

  /**
   * The objects of a collection, each of which has an id.
   *
   * @param idField the field of the id
   * @throws ManagerException of kind {@code UNREADABLE} for anything else, so that a malformed
   *     response never looks like a Manager without objects
   */
  public static List<ObjectNode> identified(String path, JsonNode response, String idField) {
    if (response.isArray()) {
      throw unreadable(path, "holds no list of objects");
    }
    List<ObjectNode> objects = objects(path, response);
    if (objects.stream().anyMatch(object -> object.path(idField).asText("").isEmpty())) {
      throw unreadable(path, "holds an object without '" + idField + "'");
    }
    return objects;
  }

  /**
   * The one object.
   *
   * @throws ManagerException of kind {@code UNREADABLE} for anything else
   */
  public static ObjectNode object(String path, JsonNode response) {
    if (response instanceof ObjectNode object) {
      return object;
    }
    throw unreadable(path, "is not an object");
  }

  static ManagerException unreadable(String path, String why) {
    return new ManagerException(
        ManagerException.Reason.UNREADABLE, "the answer to GET " + path + " " + why);
  }
}
