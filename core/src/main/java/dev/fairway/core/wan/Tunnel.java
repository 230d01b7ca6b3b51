package dev.fairway.core.wan;

import java.util.Optional;

/**
 * A tunnel from one edge to another. The way back is a tunnel of its own.
 *
 * @param fromEdge the name of the edge where packets enter
 * @param localTransport the transport at that edge
 * @param toEdge the name of the edge where packets leave
 * @param remoteTransport the transport at that edge
 * @param encapsulation how packets are wrapped
 * @param up true where the fabric can use it now
 * @param quality what was measured, where anything was
 */
public record Tunnel(
    String fromEdge,
    Transport localTransport,
    String toEdge,
    Transport remoteTransport,
    Encapsulation encapsulation,
    boolean up,
    Optional<TunnelQuality> quality) {}
