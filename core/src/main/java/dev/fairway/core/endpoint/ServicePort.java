package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpProtocol;

/**
 * A port of a Service as its spec declares it.
 *
 * @param name the name; empty where the only port has none
 * @param protocol the protocol
 * @param number the Service's own port, 1 to 65535: not the port that the pods listen on
 */
public record ServicePort(String name, IpProtocol protocol, int number) {

  /**
   * True where an intent selects this port: a text of digits is compared with its number, any other
   * with its name.
   */
  public boolean isSelectedBy(String nameOrNumber) {
    boolean digits = nameOrNumber.chars().allMatch(c -> c >= '0' && c <= '9');
    return nameOrNumber.equals(digits ? Integer.toString(number) : name);
  }

  /** {@code http (80/tcp)}, or {@code 80/tcp} without a name. */
  @Override
  public String toString() {
    String port = number + "/" + protocol;
    return name.isEmpty() ? port : name + " (" + port + ")";
  }
}
