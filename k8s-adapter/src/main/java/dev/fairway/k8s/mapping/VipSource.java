package dev.fairway.k8s.mapping;

/** Where a Service names an address of its own. */
enum VipSource {
  /** The load balancer's, in its status. */
  BALANCER("status.loadBalancer.ingress", "load balancer"),
  /** An external one, in its spec. */
  EXTERNAL("spec.externalIPs", "external");

  private final String key;
  private final String word;

  VipSource(String key, String word) {
    this.key = key;
    this.word = word;
  }

  /** The field. */
  String key() {
    return key;
  }

  /** What people call the address. */
  String word() {
    return word;
  }
}
