package dev.fairway.k8s.objects;

import java.util.List;

/**
 * What matters of a Service's spec. Immutable.
 *
 * @param type {@code ClusterIP}, {@code NodePort}, ... as written; empty where it is not
 * @param ports its ports in their order, right or wrong
 * @param externalIps as written
 */
public record ServiceSpec(String type, List<PortView> ports, List<String> externalIps) {

  /** Copies. */
  public ServiceSpec {
    ports = List.copyOf(ports);
    externalIps = List.copyOf(externalIps);
  }

  /** True where it is but another name for something elsewhere, so that nothing here serves it. */
  public boolean isAlias() {
    return type.equals("ExternalName");
  }

  /** True where every node answers for it at its node ports. */
  public boolean hasNodePorts() {
    return type.equals("NodePort") || type.equals("LoadBalancer");
  }
}
