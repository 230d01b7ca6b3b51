package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpProtocol;

/**
 * A port of a Service as its spec declares it.
 *
 * @param name the name; empty where the only port has none
 * @param protocol the protocol
 * @param number the Service's own port, 1 to 65535: not what the pods listen on
 */
public record ServicePort(String name, IpProtocol protocol, int number) {}
