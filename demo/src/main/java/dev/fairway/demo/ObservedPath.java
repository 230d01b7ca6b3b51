package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.spi.PacketPath;

/**
 * What the fabric did with one packet to a Service, and with the reply, when it was asked.
 *
 * @param scene in which scene
 * @param moment when in it
 * @param service whom the packet is for
 * @param flow the packet
 * @param request its path
 * @param reply the path of the packet back
 */
record ObservedPath(
    int scene,
    String moment,
    ServiceKey service,
    Flow flow,
    PacketPath request,
    PacketPath reply) {}
