package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;

/** Rules to try things with, in canonical form. */
final class AcmeSampleRules {

  static final OwnerId OWNER = new OwnerId("kit-shop");
  static final String ALL_SITES = "berlin,lisbon,oslo";

  private AcmeSampleRules() {}

  /** To one address of its own, at the sites. */
  static PathRule rule(int number, String sites) {
    return rule(number, OWNER, sites, "192.0.2." + number + "/32");
  }

  /** To the addresses, at the sites. */
  static PathRule rule(int number, OwnerId owner, String sites, String addresses) {
    return PathRule.parse(
        "rule=%s owner=%s segment=corp sites=%s family=ipv4 from=any to=%s protocol=tcp"
                .formatted(RuleId.ofKey(owner + " " + number), owner, sites, addresses)
            + " source-ports=any destination-ports=443 tunnel=mpls fallback=none");
  }
}
