package dev.fairway.k8s.objects;

import java.util.OptionalInt;

/**
 * A port of a Service or of a slice as it is written, valid or not.
 *
 * @param name empty where there is none
 * @param protocol empty where there is none
 * @param number absent where there is none
 * @param nodePort the port on every node that leads here; absent where there is none, and in slices
 * @param targetPort the name or number of the pods' port, as written; empty where there is none,
 *     and in slices
 */
public record PortView(
    String name, String protocol, OptionalInt number, OptionalInt nodePort, String targetPort) {

  /** A port of a slice. */
  PortView(String name, String protocol, OptionalInt number) {
    this(name, protocol, number, OptionalInt.empty(), "");
  }
}
