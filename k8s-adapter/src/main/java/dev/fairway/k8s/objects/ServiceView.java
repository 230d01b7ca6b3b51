package dev.fairway.k8s.objects;

/**
 * A Service as it was read. Immutable.
 *
 * @param spec what is asked for it, and where it is reached
 * @param status its conditions, and the version that was read
 */
public record ServiceView(ServiceSpecView spec, ServiceStatusView status) implements ObjectView {

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String namespace() {
    return spec.namespace();
  }
}
