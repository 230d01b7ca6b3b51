package dev.fairway.operator.settings;

import dev.fairway.core.net.IpPrefix;

/**
 * Where health, metrics and read-only answers are served.
 *
 * @param address one address of this machine, or all of them as {@code 0.0.0.0} or {@code ::}
 * @param port a TCP port; 0: any free one
 */
public record ServerSection(IpPrefix address, int port) {

  /** Refuses what is not one address, and ports that do not exist. */
  public ServerSection {
    address.requireAddress();
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
  }
}
