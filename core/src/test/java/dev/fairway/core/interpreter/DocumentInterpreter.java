package dev.fairway.core.interpreter;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A second interpreter of what intents mean for one packet, written from {@code
 * docs/annotations.md} and not from the code: sentences of the page as predicates over claims.
 *
 * <p>The answers it gives where the page leaves something open:
 *
 * <ul>
 *   <li>Clusters never compete for ports: their partitions match packets one after the other, by
 *       owner, and the first with a treatment decides.
 *   <li>The addresses that are on the WAN because they have a rule are those of the same cluster.
 *   <li>A peer that {@code access} does not admit, but that is protected, has the other words, and
 *       is not inspected.
 *   <li>Where nobody knows what the WAN routes, the known networks stand for it; everything is
 *       inspected.
 *   <li>Both ends' sites decide whether a packet crosses the WAN: that of the first claim on an
 *       address, else that of its network.
 *   <li>Choices for pairs of sites play no part in ranks, but where the words are the same.
 *   <li>{@code fallback: any} and no {@code tunnel} are alike; the text decides between them.
 *   <li>What {@code access} or {@code inspect} claims with all ports of an address is lost whole
 *       where one port of it is another Service's.
 * </ul>
 */
public final class DocumentInterpreter {

  private final WanInventory wan;
  private final List<Partition> partitions = new ArrayList<>();

  public DocumentInterpreter(ResolvedFleet fleet) {
    this.wan = fleet.wan();
    fleet.clusters().values().forEach(cluster -> partitions.add(new Partition(cluster)));
  }

  /** The answer for a packet. */
  public sealed interface Answer {}

  /** Both ends are at one site. */
  public record StaysLocal() implements Answer {}

  /** No treatment is for the packet. */
  public record LeftAlone() implements Answer {}

  /** The treatment that the packet has; a drop has no other part. */
  public record Gets(Treatment treatment) implements Answer {}

  /** What becomes of the packet. */
  public Answer interpret(Flow packet) {
    Optional<SiteId> from = siteOfEnd(packet.segment(), packet.source());
    Optional<SiteId> to = siteOfEnd(packet.segment(), packet.destination());
    if (from.isPresent() && from.equals(to)) {
      return new StaysLocal();
    }
    for (Partition partition : partitions) {
      Optional<Treatment> treatment = partition.treatmentOf(packet);
      if (treatment.isPresent()) {
        return new Gets(treatment.get());
      }
    }
    return new LeftAlone();
  }

  /** The site that the claim that comes first tells, in the best state; else its network's. */
  private Optional<SiteId> siteOfEnd(Segment segment, IpPrefix address) {
    List<Claim> first = new ArrayList<>();
    partitions.forEach(partition -> partition.winner(segment, address).ifPresent(first::add));
    for (int state = 0; state <= 2; state++) {
      for (Claim claim : first) {
        if (claim.state() == state) {
          return claim.place.site();
        }
      }
    }
    return siteByNetwork(wan.networks(), segment, address);
  }

  /** The site whose network holds the address, by longest prefix; of equal ones the first. */
  private static Optional<SiteId> siteByNetwork(
      Collection<Network> networks, Segment segment, IpPrefix address) {
    int length = -1;
    Optional<SiteId> site = Optional.empty();
    for (Network network : networks) {
      if (network.segment().equals(segment)
          && network.prefix().contains(address)
          && network.prefix().length() > length) {
        length = network.prefix().length();
        site = network.site();
      }
    }
    return site;
  }

  /** One port of one address that one Service claims. */
  private record Claim(ResolvedService service, PortClaim port, ClaimedAddress place, int number) {

    boolean isAll() {
      return port.port().isAll();
    }

    boolean cutsOrDiverts() {
      return port.treatment().admission().isPresent() || port.treatment().inspect().isPresent();
    }

    boolean isOf(Claim other) {
      return service.key().equals(other.service.key());
    }

    boolean overlaps(Claim other) {
      return isAll() || other.isAll() || port.port().equals(other.port.port());
    }

    /** A living endpoint is 0, an ending one 1, a retained one 2. */
    int state() {
      if (place.retained()) {
        return 2;
      }
      return place.living() ? 0 : 1;
    }

    /**
     * Living endpoints first, retained ones last; then older Services; then cluster, namespace,
     * name, port name.
     */
    boolean comesBefore(Claim other) {
      if (state() != other.state()) {
        return state() < other.state();
      }
      if (!service.createdAt().equals(other.service.createdAt())) {
        return service.createdAt().isBefore(other.service.createdAt());
      }
      ServiceKey mine = service.key();
      ServiceKey theirs = other.service.key();
      int[] orders = {
        mine.cluster().compareTo(theirs.cluster()),
        mine.namespace().compareTo(theirs.namespace()),
        mine.name().compareTo(theirs.name()),
        port.portName().compareTo(other.port.portName()),
        number - other.number
      };
      for (int order : orders) {
        if (order != 0) {
          return order < 0;
        }
      }
      return false;
    }

    /** True where the other claim has nothing because this one has its port of the address. */
    boolean keepsAway(Claim other) {
      boolean one = port.port().equals(other.port.port());
      boolean livesWithAllPorts = isAll() && place.living() && !other.place.living();
      boolean neverTakes =
          other.cutsOrDiverts()
              && !isOf(other)
              && overlaps(other)
              && !port.treatment().equals(other.port.treatment());
      return one || livesWithAllPorts || neverTakes;
    }
  }

  /** The claims of one cluster, and what it knows of peers. */
  private final class Partition {

    private final ResolvedCluster cluster;
    private final Map<Segment, Map<IpPrefix, List<Claim>>> claims = new HashMap<>();
    private final Map<Claim, Boolean> owners = new IdentityHashMap<>();

    Partition(ResolvedCluster cluster) {
      this.cluster = cluster;
      int number = 0;
      for (ResolvedService service : cluster.services()) {
        for (PortClaim port : service.claims()) {
          for (ClaimedAddress place : port.addresses()) {
            claims
                .computeIfAbsent(place.segment(), absent -> new HashMap<>())
                .computeIfAbsent(place.address(), absent -> new ArrayList<>())
                .add(new Claim(service, port, place, number++));
          }
        }
      }
    }

    List<Claim> at(Segment segment, IpPrefix address) {
      return claims.getOrDefault(segment, Map.of()).getOrDefault(address, List.of());
    }

    boolean owns(Claim claim) {
      Boolean known = owners.get(claim);
      if (known == null) {
        known =
            at(claim.place.segment(), claim.place.address()).stream()
                    .filter(other -> other.comesBefore(claim))
                    .filter(other -> other.keepsAway(claim))
                    .noneMatch(this::owns)
                && !hasANewOwner(claim);
        owners.put(claim, known);
      }
      return known;
    }

    /** A retained endpoint has nothing where another Service claims what is not retained. */
    private boolean hasANewOwner(Claim claim) {
      return claim.place.retained()
          && at(claim.place.segment(), claim.place.address()).stream()
              .anyMatch(other -> !other.place.retained() && !other.isOf(claim));
    }

    boolean hasRule(Segment segment, IpPrefix address) {
      return at(segment, address).stream().anyMatch(this::owns);
    }

    boolean scopeIsKnown(Segment segment) {
      return wan.routed().containsKey(segment);
    }

    boolean isOnTheWan(Segment segment, IpPrefix address) {
      return hasRule(segment, address)
          || routes(segment, address.family()).anyMatch(prefix -> prefix.contains(address));
    }

    /** What the WAN routes; where nobody knows, the known networks stand for it. */
    private Stream<IpPrefix> routes(Segment segment, IpFamily family) {
      return scopeIsKnown(segment)
          ? wan.routed().get(segment).of(family).prefixes().stream()
          : cluster.peers().networks().stream()
              .filter(network -> network.segment().equals(segment))
              .map(Network::prefix);
    }

    boolean isProtected(IpPrefix address) {
      return cluster.peers().protectedAddresses().of(address.family()).prefixes().stream()
          .anyMatch(prefix -> prefix.contains(address));
    }

    Optional<Treatment> treatmentOf(Flow packet) {
      List<Candidate> candidates = new ArrayList<>();
      collect(packet, packet.destination(), packet.destinationPort(), packet.source(), candidates);
      if (!scopeIsKnown(packet.segment()) || isOnTheWan(packet.segment(), packet.destination())) {
        collect(packet, packet.source(), packet.sourcePort(), packet.destination(), candidates);
      }
      return candidates.stream()
          .filter(candidate -> candidates.stream().noneMatch(other -> other.beats(candidate)))
          .map(Candidate::treatment)
          .findFirst();
    }

    private void collect(
        Flow packet, IpPrefix end, int port, IpPrefix peer, List<Candidate> candidates) {
      for (Claim claim : at(packet.segment(), end)) {
        boolean takes =
            claim.isAll()
                || claim.port.port().protocol().get().equals(packet.protocol())
                    && claim.port.port().port() == port;
        if (takes && owns(claim)) {
          forPeer(claim, packet.segment(), peer).ifPresent(candidates::add);
        }
      }
    }

    private Optional<Candidate> forPeer(Claim claim, Segment segment, IpPrefix peer) {
      boolean retained = claim.place.retained();
      AddressPort port = claim.port.port();
      Treatment words = claim.port.treatment();
      Optional<SiteId> site = siteByNetwork(cluster.peers().networks(), segment, peer);
      boolean isSpokenOf = isOnTheWan(segment, peer) && !isProtected(peer);
      if (words.admission().isPresent()) {
        boolean admitted = site.isPresent() && words.admission().get().from().contains(site.get());
        if (!admitted && isSpokenOf) {
          return Optional.of(new Candidate(retained, port, Treatment.DROP, false, Treatment.DROP));
        }
      }
      return rest(words, isSpokenOf || !scopeIsKnown(segment))
          .map(rest -> chosen(claim, rest, siteOfWinner(segment, claim.place.address()), site));
    }

    /** The words but {@code access}, and but {@code inspect} for a peer that is not inspected. */
    private static Optional<Treatment> rest(Treatment words, boolean inspected) {
      Treatment.Builder rest = Treatment.builder();
      words.steer().ifPresent(rest::steer);
      if (words.requiresEncryption()) {
        rest.encryption();
      }
      words.inspect().filter(name -> inspected).ifPresent(rest::inspect);
      words.dscp().ifPresent(rest::dscp);
      return rest.isEmpty() ? Optional.empty() : Optional.of(rest.build());
    }

    /** The claim on an address that comes first there. */
    private Optional<Claim> winner(Segment segment, IpPrefix address) {
      List<Claim> there = at(segment, address);
      return there.stream()
          .filter(claim -> there.stream().noneMatch(other -> other.comesBefore(claim)))
          .findFirst();
    }

    /** The site of an address of a Service, as the claim says that comes first there. */
    private Optional<SiteId> siteOfWinner(Segment segment, IpPrefix address) {
      return winner(segment, address).flatMap(claim -> claim.place.site());
    }

    /** The treatment over the transports that were chosen for the two sites. */
    private Candidate chosen(
        Claim claim, Treatment rest, Optional<SiteId> own, Optional<SiteId> peer) {
      boolean retained = claim.place.retained();
      AddressPort port = claim.port.port();
      Map<PathChoices.SitePair, Steer> pairs = cluster.peers().choices().byTreatment().get(rest);
      if (pairs == null || own.isEmpty()) {
        return new Candidate(retained, port, rest, false, rest);
      }
      Map<Treatment, Set<SiteId>> answers = new HashMap<>();
      for (SiteId site : wan.siteIds()) {
        if (!site.equals(own.get())) {
          Steer steer = pairs.get(new PathChoices.SitePair(own.get(), site));
          Treatment answer = steer == null ? rest : rest.withSteer(steer);
          answers.computeIfAbsent(answer, absent -> new TreeSet<>()).add(site);
        }
      }
      int most = answers.values().stream().mapToInt(Set::size).max().orElse(0);
      Treatment base =
          answers.getOrDefault(rest, Set.of()).size() == most
              ? rest
              : answers.keySet().stream()
                  .filter(answer -> answers.get(answer).size() == most)
                  .min(Comparator.comparing(Treatment::canonical))
                  .get();
      for (Treatment answer : answers.keySet()) {
        boolean isForPeer = peer.isPresent() && answers.get(answer).contains(peer.get());
        long commoner =
            answers.keySet().stream()
                .filter(other -> !other.equals(base) && !other.equals(answer))
                .filter(other -> isCommoner(other, answer, rest, answers))
                .count();
        if (isForPeer && !answer.equals(base) && commoner < PathChoices.MOST_EXCEPTIONS) {
          return new Candidate(retained, port, rest, true, answer);
        }
      }
      return new Candidate(retained, port, rest, false, base);
    }

    private boolean isCommoner(
        Treatment one, Treatment other, Treatment rest, Map<Treatment, Set<SiteId>> answers) {
      int bySites = answers.get(one).size() - answers.get(other).size();
      if (bySites != 0) {
        return bySites > 0;
      }
      return one.equals(rest)
          || !other.equals(rest) && one.canonical().compareTo(other.canonical()) < 0;
    }
  }
}
