package dev.fairway.core.semantics;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.ScenarioParser;

/** The decisions of the definition for packets of worlds that are written as scenarios. */
final class PacketDecisions {

  static final String CLIENT = "10.3.0.9:50000";
  static final String INTERNET = "203.0.113.9:50000";

  static final String WEB =
      """
      service shop/web http:tcp:80
      asks ports=every tunnel=mpls fallback=none
      behind http tcp/8080 10.1.0.1
      """;

  private PacketDecisions() {}

  static ResolvedFleet fleet(String world) {
    ScenarioParser written = ScenarioParser.read(world);
    return Resolver.resolve(written.fleet(), written.wan(), written.profile());
  }

  static Flow flow(String protocol, String from, String to) {
    IpProtocol parsed = IpProtocol.parse(protocol);
    return new Flow(
        Segment.DEFAULT, address(from), address(to), parsed, port(parsed, from), port(parsed, to));
  }

  private static IpPrefix address(String end) {
    return IpPrefix.parse(end.substring(0, end.indexOf(':')));
  }

  private static int port(IpProtocol protocol, String end) {
    return protocol.hasPorts()
        ? Integer.parseInt(end.substring(end.indexOf(':') + 1))
        : Flow.NO_PORT;
  }

  /** {@code web mpls/none}, {@code Local} or {@code Unclaimed}. */
  static String decide(ResolvedFleet fleet, Flow flow) {
    Decision decision = PacketSemantics.decide(fleet, flow);
    return decision instanceof Decision.Treated treated
        ? treated.service().name() + " " + shortly(treated.wanted())
        : decision.getClass().getSimpleName();
  }

  private static String shortly(Treatment treatment) {
    return treatment.canonical().replace("tunnel=", "").replace(" fallback=", "/");
  }

  static String decide(String world, String protocol, String from, String to) {
    return decide(fleet(world), flow(protocol, from, to));
  }

  static String toPod(String world) {
    return decide(world, "tcp", CLIENT, "10.1.0.1:8080");
  }
}
