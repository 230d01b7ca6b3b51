package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The look at the active policy: a digest of which policy it is, of its assembly, and of the text
 * that the Manager makes of it for the controllers, in which the content of each definition and
 * list stands. One request beside that for the policies.
 */
final class PolicyLook {

  private static final String PREVIEW = "/template/policy/assembly/vsmart/";

  /** The look where the Manager shows no text: never at any revision. */
  private static final String NONE = "";

  private PolicyLook() {}

  /**
   * The look.
   *
   * @param policies all centralized policies, read before
   * @return empty where the Manager refuses to show the text
   * @throws ManagerException where the Manager does not answer
   */
  static String of(ManagerApi api, Collection<StoredPolicy> policies) {
    List<Digest> parts = new ArrayList<>();
    for (StoredPolicy policy : policies) {
      if (!policy.isActive()) {
        continue;
      }
      parts.add(Digest.of("policy " + policy.id()));
      parts.add(ContentDigest.of(policy.tree()));
      if (!policy.isCli()) {
        String text = preview(api, policy.id());
        if (text.isEmpty()) {
          return NONE;
        }
        parts.add(Digest.of(text));
      }
    }
    return Digest.ofChildren(parts).shortText();
  }

  private static String preview(ManagerApi api, String policyId) {
    try {
      return api.get(PREVIEW + policyId).path("preview").asText("");
    } catch (ManagerException failure) {
      return switch (failure.reason()) {
        case NOT_FOUND, REFUSED, UNAUTHORIZED, UNREADABLE -> "";
        default -> throw failure;
      };
    }
  }
}
