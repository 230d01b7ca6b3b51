package dev.fairway.core.wan;

import dev.fairway.core.net.Segment;
import java.util.Optional;

/**
 * A tunnel from one edge to another. The way back is a tunnel of its own.
 *
 * @param fromEdge the name of the edge where packets enter
 * @param localTransport the transport at that edge
 * @param toEdge the name of the edge where packets leave
 * @param remoteTransport the transport at that edge
 * @param encrypted true where packets are encrypted between the two edges
 * @param segment the segment whose packets it carries; empty where it carries those of every
 *     segment
 * @param up true where the fabric can use it now
 * @param quality what was measured, where anything was
 */
public record Tunnel(
    String fromEdge,
    Transport localTransport,
    String toEdge,
    Transport remoteTransport,
    boolean encrypted,
    Optional<Segment> segment,
    boolean up,
    Optional<TunnelQuality> quality) {

  /** True where the tunnel carries packets of the segment. */
  public boolean carries(Segment packets) {
    return segment.map(packets::equals).orElse(true);
  }

  /** The same tunnel, up or down. */
  public Tunnel withUp(boolean now) {
    return withState(now, quality);
  }

  /** The same tunnel in another state. */
  public Tunnel withState(boolean now, Optional<TunnelQuality> measured) {
    return new Tunnel(
        fromEdge, localTransport, toEdge, remoteTransport, encrypted, segment, now, measured);
  }

  /** The tunnel of the way back, as good as this one. */
  public Tunnel reversed() {
    return new Tunnel(
        toEdge, remoteTransport, fromEdge, localTransport, encrypted, segment, up, quality);
  }
}
