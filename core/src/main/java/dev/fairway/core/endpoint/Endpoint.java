package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;

/**
 * One endpoint of a Service: an address and its conditions.
 *
 * @param address one address
 * @param site its site, from its node's label; absent: decided by its network or the cluster's
 *     default
 * @param kind the kind of address
 * @param state its conditions
 * @param origin the cluster that it was synced from; absent: local
 * @param pod {@code namespace/name} of its pod, where it is known
 * @param node the name of its node, where the cluster has that Node
 * @param proven true where the address is known to be the Service's own: a pod that it selects has
 *     it now, or a load balancer has given it. An EndpointSlice or an external address alone proves
 *     nothing, since whoever may write them may name any address
 */
public record Endpoint(
    IpPrefix address,
    Optional<SiteId> site,
    Kind kind,
    State state,
    Optional<String> origin,
    Optional<String> pod,
    Optional<String> node,
    boolean proven) {

  /** The kinds of addresses of a Service. */
  public enum Kind {
    /** A pod's own address. */
    POD,
    /** A node's address, shared by all pods in the host's network there. */
    NODE,
    /** A virtual address of the Service: a load balancer's or an external one. */
    VIP,
    /** A node's address, at a port that the Service alone has on every node. */
    NODE_PORT;

    /**
     * True where an intent for all ports covers every port of the address; else it covers only the
     * ports of the Service there.
     */
    public boolean hasAllPorts() {
      return this == POD || this == NODE;
    }
  }

  /**
   * The conditions of an endpoint, absent ones read as EndpointSlice says: ready true, serving as
   * ready, terminating false.
   *
   * @param ready accepts new connections
   * @param serving responds, even where terminating
   * @param terminating is being shut down
   * @param retained is missing from all slices without a reason that was seen, and kept for a time
   */
  public record State(boolean ready, boolean serving, boolean terminating, boolean retained) {

    /** Ready, serving, not terminating. */
    public static final State READY = new State(true, true, false);

    /** The conditions of an endpoint that a slice lists. */
    public State(boolean ready, boolean serving, boolean terminating) {
      this(ready, serving, terminating, false);
    }

    /**
     * {@code ready}, {@code not-ready}, {@code draining}, {@code terminating} or {@code retained}.
     */
    public String text() {
      if (retained) {
        return "retained";
      }
      if (ready) {
        return "ready";
      }
      if (terminating) {
        return serving ? "draining" : "terminating";
      }
      return "not-ready";
    }

    /**
     * True where the endpoint lives; false where it is retained, and where it is ending:
     * terminating and not ready, whether it still serves or not. Conditions decide which endpoints
     * proxies open new connections to: a ready one, also one that is ready by {@code
     * publishNotReadyAddresses} while it terminates. A pod that is not ready and does not terminate
     * still has its address to itself. Either way the address belongs to the Service for as long as
     * a slice lists it; an ending claim on it only comes behind a living one.
     */
    public boolean lives() {
      return !retained && (ready || !terminating);
    }
  }

  /** Refuses a prefix that is not one address. */
  public Endpoint {
    address.requireAddress();
  }

  /** An endpoint whose address is not known to be the Service's own. */
  public Endpoint(
      IpPrefix address,
      Optional<SiteId> site,
      Kind kind,
      State state,
      Optional<String> origin,
      Optional<String> pod,
      Optional<String> node) {
    this(address, site, kind, state, origin, pod, node, false);
  }

  /** An endpoint of which no node is known. */
  public Endpoint(
      IpPrefix address,
      Optional<SiteId> site,
      Kind kind,
      State state,
      Optional<String> origin,
      Optional<String> pod) {
    this(address, site, kind, state, origin, pod, Optional.empty());
  }

  /** The same endpoint, whose address is known to be the Service's own, or is not. */
  public Endpoint withProven(boolean known) {
    return new Endpoint(address, site, kind, state, origin, pod, node, known);
  }

  /** The same endpoint, missing from all slices and kept for a time, or listed again. */
  public Endpoint withRetained(boolean missing) {
    State kept = new State(state.ready, state.serving, state.terminating, missing);
    return new Endpoint(address, site, kind, kept, origin, pod, node, proven);
  }

  /** A ready pod of the local cluster, and of the Service. */
  public static Endpoint pod(IpPrefix address, Optional<SiteId> site) {
    return new Endpoint(address, site, Kind.POD, State.READY, Optional.empty(), Optional.empty())
        .withProven(true);
  }
}
