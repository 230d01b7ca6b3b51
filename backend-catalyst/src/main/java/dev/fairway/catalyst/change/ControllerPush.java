package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerException;

/** A push of the policy in the database to the controllers, as a task of the Manager's. */
interface ControllerPush {

  /** Starts the task and returns its id. */
  String start();

  /**
   * The id of the task in the response to a request that starts one.
   *
   * @throws ManagerException of reason {@code ANSWER_LOST} where there is none
   */
  static String taskId(JsonNode response) {
    String id = response.path("id").asText("");
    if (id.isEmpty()) {
      throw new ManagerException(
          ManagerException.Reason.ANSWER_LOST, "the push was answered without the id of a task");
    }
    return id;
  }
}
