package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.TargetProfile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The part of the fabric that Fairway manages, as the settings say.
 *
 * @param sites the ids of the sites at which Fairway may put rules; not empty
 * @param vpns the VPN of each segment; other segments are not managed
 * @param mode where rules may go
 * @param attachToForeignSiteLists true where rules may also go under a foreign site list that holds
 *     exactly the managed sites
 * @param proven the features that were verified on this fabric
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

  /** Copies the features; refuses a fabric without a site. */
  public ManagedFabric {
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("a fabric without a managed site");
    }
    EnumSet<Feature> sorted = EnumSet.noneOf(Feature.class);
    sorted.addAll(proven);
    proven = Collections.unmodifiableSet(sorted);
  }

  /** A fabric of which no feature was verified. */
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

  /** The features and limits for which the fabric may be asked. */
  public TargetProfile profile() {
    return CatalystProfile.of(proven, maxSequences, maxPrefixes);
  }

  /** The VPN numbers of all segments. */
  NumberRanges vpnNumbers() {
    return NumberRanges.tryParse(vpns.numbers().values().stream().map(String::valueOf).toList())
        .orElseThrow();
  }
}
