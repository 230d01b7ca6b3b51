package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;

/**
 * Activates a centralized policy: the way for an edit of the assembly, and for a policy that is not
 * active yet. Never for an edit of a definition or a list: a Manager takes such a push back.
 */
final class ActivationPush implements Push {

  private final ManagerApi calls;
  private final String policyId;
  private final boolean edited;

  /**
   * A push.
   *
   * @param edited true where the policy is active already
   */
  ActivationPush(ManagerApi calls, String policyId, boolean edited) {
    this.calls = calls;
    this.policyId = policyId;
    this.edited = edited;
  }

  @Override
  public String begin() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (edited) {
      body.put("isEdited", true);
    }
    return TemplatePush.taskId(
        calls.post("/template/policy/vsmart/activate/" + policyId + "?confirm=true", body));
  }
}
