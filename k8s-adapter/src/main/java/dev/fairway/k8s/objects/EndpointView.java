package dev.fairway.k8s.objects;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import java.util.Optional;

/**
 * One address of an endpoint of a slice.
 *
 * @param address one address
 * @param nodeName empty where there is none
 * @param state its conditions, absent ones read as EndpointSlice says
 * @param pod {@code namespace/name} of its pod, where it names one
 */
public record EndpointView(
    IpPrefix address, String nodeName, Endpoint.State state, Optional<String> pod) {}
