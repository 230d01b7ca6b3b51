package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;
import java.util.Locale;

/**
 * A WAN edge, or a router in SD-Routing mode, which the Manager runs outside of the overlay.
 *
 * @param hostName for users
 * @param systemIp how real-time requests name it
 * @param uuid how templates name it, in the form of a cEdge's: {@code C8K-...}
 * @param model as the Manager names the hardware: {@code vedge-C8000V}
 * @param tunnels its interfaces to the WAN; none outside of the overlay
 * @param vpns the numbers of its VPNs, 0 and 512 among them
 * @param reachable false where the Manager cannot speak to it
 */
public record SeedEdge(
    String hostName,
    String systemIp,
    String uuid,
    String model,
    List<SeedTloc> tunnels,
    List<Integer> vpns,
    boolean reachable) {

  private static final String MODEL = "vedge-C8000V";

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
        uuid(hostName),
        MODEL,
        List.of(colors).stream().map(SeedTloc::ipsec).toList(),
        List.of(0, 10, 20, 512),
        true);
  }

  /** A reachable router in SD-Routing mode: no tunnel, no controller, no policy of theirs. */
  public static SeedEdge sdRouting(String hostName, String systemIp) {
    return new SeedEdge(
        hostName,
        systemIp,
        uuid(hostName),
        MODEL + "-SD-ROUTING",
        List.of(),
        List.of(0, 10, 512),
        true);
  }

  private static String uuid(String hostName) {
    return "C8K-" + hostName.toUpperCase(Locale.ROOT) + "-0001";
  }

  /** True in SD-Routing mode. */
  public boolean isSdRouting() {
    return model.endsWith("-SD-ROUTING");
  }
}
