package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What Acme can express, how much of it, and what takes effect at once. */
final class AcmeProfile {

  /** The most rules in the list of one site, whoever wrote them. */
  static final int RULES_AT_A_SITE = 100;

  /**
   * What an Acme fabric can do that nobody else uses. Not there: IPv6, an order of preference that
   * drops when it ends, ports of anything but TCP and UDP, and all that a rule may do beside
   * choosing circuits for every peer: dropping, keeping to encrypted paths, service functions,
   * marks, rules for some peers.
   */
  // tag::profile[]
  static final TargetProfile FULL =
      new TargetProfile(
          Set.of(
              Feature.STRICT_STEER,
              Feature.LOOSE_STEER,
              Feature.ORDERED_PREFERENCE,
              Feature.PORT_MATCH,
              Feature.ANY_PROTOCOL,
              Feature.SOURCE_MATCH,
              Feature.SOURCE_AND_DESTINATION_MATCH),
          Commit.PER_SITE,
          Map.of(
              Limit.RULES, OptionalInt.of(RULES_AT_A_SITE),
              Limit.PREFIXES_PER_SET, OptionalInt.of(200)));

  // end::profile[]

  private AcmeProfile() {}

  /** The claims, less the room that foreign rules take at the fullest site. */
  static TargetProfile left(TargetProfile claims, OwnerId owner, List<AcmeSiteConfig> sites) {
    int others = 0;
    for (AcmeSiteConfig site : sites) {
      others = Math.max(others, site.entries().size() - site.entriesOf(owner).size());
    }
    int room = Math.max(1, RULES_AT_A_SITE - others);
    return claims.withLimit(Limit.RULES, Math.min(room, claims.limit(Limit.RULES).orElse(room)));
  }
}
