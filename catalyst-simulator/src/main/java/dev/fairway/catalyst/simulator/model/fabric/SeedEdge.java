package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;
import java.util.Locale;

/**
 * A WAN edge.
 *
 * @param hostName for users
 * @param systemIp how real-time requests name it
 * @param uuid how templates name it, in the form of a cEdge's: {@code C8K-...}
 * @param tunnels its interfaces to the WAN
 * @param vpns the numbers of its VPNs, 0 and 512 among them
 * @param reachable false where the Manager cannot speak to it
 */
public record SeedEdge(
    String hostName,
    String systemIp,
    String uuid,
    List<SeedTloc> tunnels,
    List<Integer> vpns,
    boolean reachable) {

  /** Copies. */
  public SeedEdge {
    tunnels = List.copyOf(tunnels);
    vpns = List.copyOf(vpns);
  }

  /** A reachable edge with IPsec tunnels of these colours and the VPNs 0, 10, 20 and 512. */
  public static SeedEdge of(String hostName, String systemIp, String... colors) {
    return new SeedEdge(
        hostName,
        systemIp,
        "C8K-" + hostName.toUpperCase(Locale.ROOT) + "-0001",
        List.of(colors).stream().map(SeedTloc::ipsec).toList(),
        List.of(0, 10, 20, 512),
        true);
  }
}
