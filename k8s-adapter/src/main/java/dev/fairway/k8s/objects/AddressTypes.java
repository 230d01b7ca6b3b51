package dev.fairway.k8s.objects;

import dev.fairway.core.net.IpFamily;
import java.util.Optional;

/** The address types of slices: a closed list, of which the WAN knows two. */
public final class AddressTypes {

  private AddressTypes() {}

  /** The family of a type; empty where its addresses are nothing that the WAN can match. */
  public static Optional<IpFamily> family(String addressType) {
    return switch (addressType) {
      case "IPv4" -> Optional.of(IpFamily.IPV4);
      case "IPv6" -> Optional.of(IpFamily.IPV6);
      default -> Optional.empty();
    };
  }
}
