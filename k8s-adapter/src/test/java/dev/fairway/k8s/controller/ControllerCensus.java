package dev.fairway.k8s.controller;

import dev.fairway.catalyst.simulator.model.traffic.ForwardingView;
import dev.fairway.catalyst.simulator.model.traffic.MatchedSequence;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;

/**
 * Packets of every class from the LAN of a site: does what the controllers run take them as the
 * rules say? Every pair of addresses meets every protocol, and the port pairs by turns.
 */
final class ControllerCensus {

  private final ForwardingView running;
  private final int vpn;
  private final DesiredPolicy policy;
  private int turn;
  private int taken;

  ControllerCensus(ForwardingView running, int vpn, DesiredPolicy policy) {
    this.running = running;
    this.vpn = vpn;
    this.policy = policy;
  }

  /**
   * The first packet that fares otherwise than the rules say.
   *
   * @param turn which port pair to begin with, so that later looks meet others
   */
  Optional<String> contradiction(ResolvedFleet asked, String site, int turn) {
    PacketClasses classes = PacketClasses.of(asked, policy);
    this.turn = turn;
    for (IpFamily family : IpFamily.values()) {
      for (IpPrefix source : classes.addresses(family)) {
        for (IpPrefix destination : classes.addresses(family)) {
          for (IpProtocol protocol : classes.protocols()) {
            Optional<String> found =
                look(site, flow(source, destination, protocol, classes.portPairs(protocol)));
            if (found.isPresent()) {
              return found;
            }
          }
        }
      }
    }
    return aimed(site);
  }

  private Flow flow(
      IpPrefix source, IpPrefix destination, IpProtocol protocol, List<int[]> portPairs) {
    int[] ports = portPairs.get(turn++ % portPairs.size());
    return new Flow(Segment.DEFAULT, source, destination, protocol, ports[0], ports[1]);
  }

  /** One packet for each rule, which some rule takes. */
  private Optional<String> aimed(String site) {
    for (PathRule rule : policy.rules()) {
      Optional<String> found = look(site, aimedAt(rule));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A packet that the rule takes, unless one before it does. */
  static Flow aimedAt(PathRule rule) {
    IpPrefix service = address(rule.serviceAddresses().prefixes().get(0));
    IpPrefix client =
        IpPrefix.parse(service.family() == IpFamily.IPV4 ? "10.2.77.7" : "fd00:2::77");
    IpProtocol protocol = rule.protocol().orElse(IpProtocol.UDP);
    int port = rule.servicePorts().map(all -> all.ranges().get(0).first()).orElse(9_999);
    Flow towards = new Flow(Segment.DEFAULT, client, service, protocol, 40_000, port);
    return rule.match().source().isPresent() ? towards.reversed() : towards;
  }

  private static IpPrefix address(IpPrefix prefix) {
    return IpPrefix.parse(prefix.addressText());
  }

  private Optional<String> look(String site, Flow flow) {
    Optional<PathRule> expected =
        policy.rules().stream().filter(rule -> rule.takes(flow, new SiteId(site))).findFirst();
    Optional<MatchedSequence> actual = running.taken(flow, site, vpn);
    actual.ifPresent(sequence -> taken++);
    boolean agree =
        expected
            .map(rule -> actual.filter(sequence -> does(sequence, rule.treatment())).isPresent())
            .orElseGet(actual::isEmpty);
    return agree
        ? Optional.empty()
        : Optional.of(flow + " at " + site + " meets " + actual + ", and not " + expected);
  }

  private static boolean does(MatchedSequence sequence, Treatment treatment) {
    Steer steer = treatment.steer().orElseThrow();
    List<String> colors = steer.preference().stream().map(Transport::value).toList();
    return CatalystFabricFixture.isOurs(sequence.definitionName())
        && !sequence.drops()
        && sequence.colors().equals(colors)
        && sequence.strict() == (steer.fallback() == Fallback.NONE);
  }

  /** How many of the packets some sequence took. */
  int taken() {
    return taken;
  }
}
