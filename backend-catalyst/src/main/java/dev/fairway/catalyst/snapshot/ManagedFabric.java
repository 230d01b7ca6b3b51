package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.TargetProfile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the settings say of the fabric.
 *
 * @param sites the sites that Fairway may put rules at: site ids, not empty
 * @param vpns which VPN each segment is; those that are not named are nobody's business
 * @param mode where rules may go
 * @param attachToForeignSiteLists true where rules may also go under a site list of somebody else's
 *     that holds exactly the managed sites
 * @param proven what somebody has seen to work on this fabric
 * @param maxSequences the most rules of one owner, at least 1
 * @param maxPrefixes the most prefixes in one list, at least 1
 */
public record ManagedFabric(
    NumberRanges sites,
    SegmentVpns vpns,
    PlacementMode mode,
    boolean attachToForeignSiteLists,
    Set<Feature> proven,
    int maxSequences,
    int maxPrefixes) {

  /** Copies; refuses a fabric without a site. */
  public ManagedFabric {
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("a fabric without a managed site");
    }
    EnumSet<Feature> sorted = EnumSet.noneOf(Feature.class);
    sorted.addAll(proven);
    proven = Collections.unmodifiableSet(sorted);
  }

  /** A fabric that is trusted with nothing but what everybody has seen. */
  public static ManagedFabric careful(NumberRanges sites, SegmentVpns vpns, PlacementMode mode) {
    return new ManagedFabric(
        sites,
        vpns,
        mode,
        false,
        Set.of(),
        CatalystProfile.MAX_SEQUENCES,
        CatalystProfile.MAX_PREFIXES);
  }

  /** What the fabric may be asked for. */
  public TargetProfile profile() {
    return CatalystProfile.of(proven, maxSequences, maxPrefixes);
  }

  /** The VPN numbers of all segments. */
  NumberRanges vpnNumbers() {
    return NumberRanges.tryParse(vpns.numbers().values().stream().map(String::valueOf).toList())
        .orElseThrow();
  }
}
