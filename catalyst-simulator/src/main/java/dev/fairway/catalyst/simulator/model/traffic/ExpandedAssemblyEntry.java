package dev.fairway.catalyst.simulator.model.traffic;

import dev.fairway.catalyst.simulator.model.store.ManagerObject;

/**
 * An assembly entry of a definition, with its lists expanded.
 *
 * @param definition which one
 * @param direction as written: {@code service}, {@code tunnel}, {@code all}
 * @param sites the sites
 * @param vpns the VPNs
 */
public record ExpandedAssemblyEntry(
    ManagerObject definition, String direction, ExpandedRanges sites, ExpandedRanges vpns) {

  /** True where it takes packets that come from the LAN of the site in that VPN. */
  boolean takesFromLan(long site, int vpn) {
    return !direction.contains("tunnel") && sites.contains(site) && vpns.contains(vpn);
  }

  /** True where some packet falls under both. */
  boolean overlaps(ExpandedAssemblyEntry other) {
    return directionsMeet(other) && sites.overlaps(other.sites) && vpns.overlaps(other.vpns);
  }

  private boolean directionsMeet(ExpandedAssemblyEntry other) {
    return direction.equals("all")
        || other.direction.equals("all")
        || direction.contains("tunnel") == other.direction.contains("tunnel");
  }
}
