package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;

/**
 * One address that serves a Service.
 *
 * @param address one address
 * @param site where it is, as its node says; absent: its network or the cluster's default tells
 * @param kind what sort of address
 * @param state what is known of its life
 * @param origin the cluster that it was synced from; absent: local
 * @param pod {@code namespace/name} of its pod, where it is known
 */
public record Endpoint(
    IpPrefix address,
    Optional<SiteId> site,
    Kind kind,
    State state,
    Optional<String> origin,
    Optional<String> pod) {

  /** What sort of address serves a Service. */
  public enum Kind {
    /** A pod's own. */
    POD,
    /** A node's, shared by everything that runs in the host's network there. */
    NODE,
    /** A virtual address of the Service: a load balancer's or an external one. */
    VIP,
    /** A node's, at a port that the Service alone has on every node. */
    NODE_PORT;

    /**
     * True where what is asked for all ports of an endpoint reaches every port of the address; else
     * only the ports are the Service's by which it is known there.
     */
    public boolean hasAllPorts() {
      return this == POD || this == NODE;
    }
  }

  /**
   * The conditions of an endpoint, absent ones read as EndpointSlice says: ready true, serving as
   * ready, terminating false.
   *
   * @param ready it takes new connections
   * @param serving it answers, even where it is terminating
   * @param terminating it is on its way out
   */
  public record State(boolean ready, boolean serving, boolean terminating) {

    /** Ready, serving, not terminating. */
    public static final State READY = new State(true, true, false);

    /** {@code ready}, {@code not-ready}, {@code draining} or {@code gone}. */
    public String text() {
      if (terminating) {
        return serving ? "draining" : "gone";
      }
      return ready ? "ready" : "not-ready";
    }

    /**
     * True where the address still belongs to the Service: until it terminates and serves no more.
     */
    public boolean holdsAddress() {
      return serving || !terminating;
    }
  }

  /** Refuses a prefix that is not one address. */
  public Endpoint {
    address.requireAddress();
  }

  /** A ready pod of the local cluster. */
  public static Endpoint pod(IpPrefix address, Optional<SiteId> site) {
    return new Endpoint(address, site, Kind.POD, State.READY, Optional.empty(), Optional.empty());
  }
}
