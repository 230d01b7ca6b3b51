package dev.fairway.k8s.mapping;

/** The field of a Service that names a virtual address. */
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

  /** The word for the address in messages. */
  String word() {
    return word;
  }
}
