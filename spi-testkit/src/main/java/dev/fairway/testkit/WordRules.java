package dev.fairway.testkit;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Rules of the kit that do more than choose transports for all peers: that drop, keep to encrypted
 * paths, go through a service function, mark, or are for some peers only.
 */
final class WordRules {

  /** The addresses of the service of most rules. */
  static final PrefixSet SERVICE = PrefixSet.parse("192.0.2.0/25");

  /** A name that no service function of a target has. */
  static final String NO_FUNCTION = "fairway-kit-no-such-function";

  private static final Dscp EXPEDITED = Dscp.parse("ef");

  private final SampleRules rules;
  private final WanInventory inventory;

  WordRules(SampleRules rules, WanInventory inventory) {
    this.rules = rules;
    this.inventory = inventory;
  }

  /**
   * Rules that need the feature, one of the words, each in another way. The first needs as little
   * else as can be.
   */
  List<PathRule> needing(Feature word) {
    List<PathRule> needing = new ArrayList<>();
    for (Treatment treatment : treatments(word)) {
      needing.add(rule(word + " " + treatment, Direction.TO_SERVICE, SERVICE, treatment));
      needing.add(rule(word + " " + treatment, Direction.FROM_SERVICE, SERVICE, treatment));
    }
    if (word == Feature.DROP) {
      needing.addAll(admittingOnly(inventory.siteIds().first(), Treatment.DROP));
      needing.addAll(ofPeers("drop", everyPeer(), Treatment.DROP));
    }
    if (word == Feature.PEER_SETS) {
      for (PeerSet peers : peerSets()) {
        needing.addAll(ofPeers(peers.text(), peers, rules.usual(0)));
      }
    }
    return needing;
  }

  /** Treatments that need the feature; the first needs nothing else. */
  private List<Treatment> treatments(Feature word) {
    return switch (word) {
      case DROP -> List.of(Treatment.DROP);
      case ENCRYPTED_ONLY -> encrypting();
      case SERVICE_FUNCTION -> inspecting();
      case MARK -> marking();
      default -> List.of();
    };
  }

  private List<Treatment> encrypting() {
    List<Treatment> encrypting = new ArrayList<>(List.of(encrypted().build()));
    steers().forEach(steer -> encrypting.add(encrypted().steer(steer).build()));
    encrypting.add(encrypted().dscp(EXPEDITED).build());
    return encrypting;
  }

  private List<Treatment> inspecting() {
    List<Treatment> inspecting = new ArrayList<>();
    for (String function : functions()) {
      inspecting.add(Treatment.builder().inspect(function).build());
    }
    String function = functions().get(0);
    steers()
        .forEach(
            steer -> inspecting.add(Treatment.builder().inspect(function).steer(steer).build()));
    inspecting.add(encrypted().inspect(function).build());
    inspecting.add(Treatment.builder().inspect(function).dscp(EXPEDITED).build());
    return inspecting;
  }

  private List<Treatment> marking() {
    List<Treatment> marking = new ArrayList<>();
    for (int value : new int[] {46, 0, 63}) {
      marking.add(mark(value));
    }
    steers()
        .forEach(steer -> marking.add(Treatment.builder().dscp(new Dscp(0)).steer(steer).build()));
    marking.add(
        encrypted()
            .dscp(new Dscp(47))
            .inspect(functions().get(0))
            .steer(rules.steer(Fallback.ANY, 1, 0).steer().orElseThrow())
            .build());
    return marking;
  }

  private static Treatment.Builder encrypted() {
    return Treatment.builder().encryption();
  }

  /** The treatment that marks with the value, 0 to 63, and does nothing else. */
  Treatment mark(int value) {
    return Treatment.builder().dscp(new Dscp(value)).build();
  }

  /** One transport and two in an order, with each fallback; one in the clear where one is seen. */
  private List<Steer> steers() {
    List<Steer> steers = new ArrayList<>();
    for (Fallback fallback : Fallback.values()) {
      rules.steer(fallback, 0).steer().ifPresent(steers::add);
      rules.steer(fallback, 1, 0).steer().ifPresent(steers::add);
      clearTransports().forEach(clear -> steers.add(new Steer(List.of(clear), fallback)));
    }
    return steers.stream().distinct().toList();
  }

  /** The transports of which every tunnel is seen unencrypted. */
  List<Transport> clearTransports() {
    return inventory.transports().stream().filter(this::isClear).toList();
  }

  private boolean isClear(Transport transport) {
    List<Tunnel> tunnels =
        inventory.tunnels().stream()
            .filter(tunnel -> tunnel.localTransport().equals(transport))
            .toList();
    return !tunnels.isEmpty() && tunnels.stream().noneMatch(Tunnel::encrypted);
  }

  /** The service functions of the target; a name of none where it has none. */
  List<String> functions() {
    List<String> names = inventory.functions().stream().map(ServiceFunction::name).toList();
    return names.isEmpty() ? List.of(NO_FUNCTION) : names;
  }

  /** Sets of every kind: the first names nothing but sites of the service. */
  private List<PeerSet> peerSets() {
    SiteId first = inventory.siteIds().first();
    SiteId last = inventory.siteIds().last();
    return List.of(
        new PeerSet(PeerSet.Kind.ANY, sites(), sites(first)),
        at(first),
        new PeerSet(PeerSet.Kind.AT, inventory.siteIds(), sites()),
        new PeerSet(PeerSet.Kind.AT, sites(last), sites(first)),
        PeerSet.notAt(sites(first)),
        new PeerSet(PeerSet.Kind.NOT_AT, sites(first), sites(first, last)),
        everyPeer());
  }

  private static PeerSet everyPeer() {
    return PeerSet.notAt(sites());
  }

  /** The peers at one site. */
  static PeerSet at(SiteId site) {
    return new PeerSet(PeerSet.Kind.AT, sites(site), sites());
  }

  private static TreeSet<SiteId> sites(SiteId... sites) {
    return new TreeSet<>(List.of(sites));
  }

  /** The rules for the peers that are not at the site, in both directions. */
  List<PathRule> admittingOnly(SiteId site, Treatment ofOthers) {
    return ofPeers("admits " + site, PeerSet.notAt(sites(site)), ofOthers);
  }

  /** Rules for the peers, to the service and from it. */
  List<PathRule> ofPeers(String key, PeerSet peers, Treatment treatment) {
    List<PathRule> both = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      both.add(
          rules.rule(
              key + " " + direction.text(),
              direction,
              Optional.of(peers),
              match(direction, SERVICE, peers),
              treatment));
    }
    return both;
  }

  private TrafficMatch match(Direction direction, PrefixSet service, PeerSet peers) {
    boolean towards = direction == Direction.TO_SERVICE;
    TrafficMatch.Builder match =
        towards ? rules.toService(service).toBuilder() : rules.fromService(service);
    if (peers.kind() != PeerSet.Kind.ANY) {
      PrefixSet networks = networksOf(peers);
      match = towards ? match.source(networks) : match.destination(networks);
    }
    return match.build();
  }

  private PrefixSet networksOf(PeerSet peers) {
    PrefixSet named = networksOf(peers.sites());
    return peers.kind() == PeerSet.Kind.AT ? named : networksOf(inventory.siteIds()).minus(named);
  }

  /** What the target says of the sites' networks; addresses of documentation where it is silent. */
  private PrefixSet networksOf(Collection<SiteId> sites) {
    List<SiteId> all = List.copyOf(inventory.siteIds());
    List<IpPrefix> prefixes = new ArrayList<>();
    for (SiteId site : sites) {
      List<IpPrefix> known =
          inventory.networks().stream()
              .filter(network -> network.segment().equals(rules.segment()))
              .filter(network -> network.site().equals(Optional.of(site)))
              .map(Network::prefix)
              .filter(prefix -> prefix.family() == IpFamily.IPV4)
              .toList();
      prefixes.addAll(known);
      if (known.isEmpty()) {
        prefixes.add(IpPrefix.parse("198.51.100." + all.indexOf(site) % 16 * 16 + "/28"));
      }
    }
    return PrefixSet.of(IpFamily.IPV4, prefixes);
  }

  /** A rule of that key for all peers of a service. */
  PathRule rule(String key, Direction direction, PrefixSet service, Treatment treatment) {
    return rules.rule(
        key + " " + direction.text(),
        direction,
        Optional.empty(),
        direction == Direction.TO_SERVICE
            ? rules.toService(service)
            : rules.fromService(service).build(),
        treatment);
  }

  /** One treatment of each word, from that which drops to that which marks. */
  List<Treatment> oneOfEach() {
    List<Treatment> each = new ArrayList<>();
    each.add(Treatment.DROP);
    functions().forEach(name -> each.add(Treatment.builder().inspect(name).build()));
    each.add(encrypted().build());
    each.add(encrypted().steer(rules.steer(Fallback.ANY, 0).steer().orElseThrow()).build());
    each.add(rules.usual(1));
    each.add(mark(46));
    each.add(mark(40));
    return each;
  }
}
