package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules, claims and plans in few words. */
final class SafetyFixture {

  static final OwnerId OWNER = new OwnerId("shop-eu");
  static final Treatment MPLS = Treatment.steer(Fallback.NONE, new Transport("mpls"));
  static final Treatment BIZ = Treatment.steer(Fallback.NONE, new Transport("biz-internet"));
  static final ServiceIntent INTENT = ServiceIntent.parse("ports=every tunnel=mpls fallback=none");

  private SafetyFixture() {}

  static List<IpPrefix> pods(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(SafetyFixture::pod).toList();
  }

  static IpPrefix pod(int number) {
    return IpPrefix.parse("10.1." + number / 256 + "." + number % 256 + "/32");
  }

  static PathRule rule(Treatment treatment, Collection<IpPrefix> to, int... ports) {
    return rule(Segment.DEFAULT, treatment, Optional.of(IpProtocol.TCP), to, ports);
  }

  /** A rule towards a service; no ports: every port of the protocol. */
  static PathRule rule(
      Segment segment,
      Treatment treatment,
      Optional<IpProtocol> protocol,
      Collection<IpPrefix> to,
      int... ports) {
    IpFamily family = to.iterator().next().family();
    TrafficMatch.Builder match = TrafficMatch.builder(family).destination(PrefixSet.of(to));
    protocol.ifPresent(match::protocol);
    if (ports.length > 0) {
      match.destinationPorts(PortSet.of(ports));
    }
    String key = segment + " " + treatment + " " + protocol + " " + List.of(to) + ports.length;
    for (int port : ports) {
      key += " " + port;
    }
    return new PathRule(
        RuleId.ofKey(key),
        OWNER,
        new Scope(segment, new TreeSet<>()),
        Direction.TO_SERVICE,
        match.build(),
        treatment);
  }

  static Plan plan(List<PathRule> before, List<PathRule> after) {
    return Planner.plan(
        OWNER,
        new DesiredPolicy(after),
        new ObservedPolicy(before, List.of(), List.of(), new Revision("1")),
        PlanMode.SYNC);
  }

  static ServiceKey key(String name) {
    return new ServiceKey("shop-eu", "shop", name);
  }

  static PortClaim claim(Segment segment, AddressPort port, Collection<IpPrefix> addresses) {
    return new PortClaim(
        "http",
        port,
        MPLS,
        Endpoint.Kind.POD,
        addresses.stream()
            .map(address -> new ClaimedAddress(segment, address, Optional.empty()))
            .toList());
  }

  static PortClaim claim(int port, Collection<IpPrefix> addresses) {
    return claim(Segment.DEFAULT, AddressPort.of(IpProtocol.TCP, port), addresses);
  }

  static ResolvedService service(String name, PortClaim... claims) {
    return service(name, new Declaration.Valid(INTENT), List.of(), claims);
  }

  static ResolvedService absent(String name) {
    return service(name, new Declaration.Absent(), List.of());
  }

  /** A Service with ready endpoints at what it claims, and others that terminated and left. */
  static ResolvedService service(
      String name, Declaration declaration, Collection<IpPrefix> leaving, PortClaim... claims) {
    List<Endpoint> endpoints = new ArrayList<>();
    Stream.of(claims)
        .flatMap(claim -> claim.addresses().stream())
        .map(ClaimedAddress::address)
        .distinct()
        .filter(address -> !leaving.contains(address))
        .forEach(address -> endpoints.add(endpoint(address, Endpoint.State.READY)));
    ServiceState state =
        new ServiceState(
            key(name),
            Instant.EPOCH,
            List.of(),
            IntentReading.ABSENT,
            List.of(
                new ServiceEndpoints(
                    "http", Optional.of(IpProtocol.TCP), OptionalInt.of(80), endpoints)),
            new TreeSet<>(leaving),
            ServiceControls.NONE,
            List.of());
    return new ResolvedService(state, declaration, List.of(claims), List.of());
  }

  static Endpoint endpoint(IpPrefix address, Endpoint.State state) {
    return new Endpoint(
        address, Optional.empty(), Endpoint.Kind.POD, state, Optional.empty(), Optional.empty());
  }

  static ResolvedCluster cluster(ResolvedService... services) {
    return new ResolvedCluster(
        "shop-eu", OWNER, Completeness.COMPLETE, List.of(services), List.of());
  }

  /** What is known after a sync over that cluster. */
  static SafetyBaseline after(ResolvedService... services) {
    return SafetyBaseline.start().after(cluster(services), List.of());
  }
}
