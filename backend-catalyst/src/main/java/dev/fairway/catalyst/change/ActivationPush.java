package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;

/**
 * The activation of a centralized policy: the push after an edit of its assembly, and of a policy
 * that is not active yet. Never after an edit of a definition or a list: a Manager takes such a
 * push back.
 */
final class ActivationPush implements ControllerPush {

  private final ManagerApi api;
  private final String policyId;
  private final boolean edited;

  /**
   * An activation.
   *
   * @param edited true where the policy is active already
   */
  ActivationPush(ManagerApi api, String policyId, boolean edited) {
    this.api = api;
    this.policyId = policyId;
    this.edited = edited;
  }

  @Override
  public String start() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (edited) {
      body.put("isEdited", true);
    }
    return ControllerPush.taskId(
        api.post("/template/policy/vsmart/activate/" + policyId + "?confirm=true", body));
  }
}
