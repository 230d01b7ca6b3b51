package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpProtocol;

/**
 * A port of a Service as its spec declares it.
 *
 * @param name the name; empty where the only port has none
 * @param protocol the protocol
 * @param number the Service's own port, 1 to 65535: not the port that the pods listen on
 * @param targetPort the number or the name of the pods' port as the spec has it, for messages only:
 *     EndpointSlices decide which port the pods listen on; empty where it is not known
 */
public record ServicePort(String name, IpProtocol protocol, int number, String targetPort) {

  /** A port whose target is not known. */
  public ServicePort(String name, IpProtocol protocol, int number) {
    this(name, protocol, number, "");
  }

  /** True where the target is the name of a container port, which pods may lack. */
  public boolean targetIsName() {
    return !targetPort.isEmpty() && !isDigits(targetPort);
  }

  /**
   * True where an intent selects this port: a text of digits is compared with its number, any other
   * with its name.
   */
  public boolean isSelectedBy(String nameOrNumber) {
    return nameOrNumber.equals(isDigits(nameOrNumber) ? Integer.toString(number) : name);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** {@code http (80/tcp)}, or {@code 80/tcp} without a name. */
  @Override
  public String toString() {
    String port = number + "/" + protocol;
    return name.isEmpty() ? port : name + " (" + port + ")";
  }
}
