package dev.fairway.core.wan;

import dev.fairway.core.net.DnsLabel;

/**
 * A service function of the WAN: a firewall, an intrusion detection system or the like, at one
 * site, through which the fabric can send packets on their way. There is one instance of each name,
 * so a request and its reply go through the same one.
 *
 * @param name a name, unique in the WAN
 * @param site the site where it is
 * @param bypass true where packets go on without it while it cannot be reached; false where they
 *     are dropped then
 * @param up true where the fabric can use it now
 */
public record ServiceFunction(String name, SiteId site, boolean bypass, boolean up) {

  /** Refuses a text that is not a name. */
  public ServiceFunction {
    DnsLabel.require("service function", name);
  }

  /** The same function, up or down. */
  public ServiceFunction withUp(boolean now) {
    return new ServiceFunction(name, site, bypass, now);
  }
}
