package dev.fairway.k8s.objects;

/**
 * A Service as it was read. Immutable.
 *
 * @param facts what it means
 * @param bookkeeping what its status holds, and where it stood when it was read
 */
public record ServiceView(ServiceSpecView facts, ServiceStatusView bookkeeping) {}
