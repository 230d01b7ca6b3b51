package dev.fairway.k8s.mapping;

/** Which addresses of a Service get rules. */
public enum AddressCoverage {
  /** Those of its pods. */
  PODS("pods"),
  /** Those of its pods, of its load balancer and its external ones. */
  PODS_AND_VIPS("pods+vip"),
  /** All of these, and its node ports on every node. */
  PODS_VIPS_AND_NODE_PORTS("pods+vip+nodePort");

  private final String text;

  AddressCoverage(String text) {
    this.text = text;
  }

  /** The word of the setting {@code cluster.covers}. */
  public String text() {
    return text;
  }

  /** True where virtual addresses get rules. */
  public boolean vips() {
    return this != PODS;
  }

  /** True where node ports get rules. */
  public boolean nodePorts() {
    return this == PODS_VIPS_AND_NODE_PORTS;
  }
}
