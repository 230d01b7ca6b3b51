package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster of Services with one slice for each pod, as it really is, and as an operator sees it:
 * what was seen to leave, what a re-list missed, what a lookup of pods answers.
 */
final class SafetyCluster implements PodLookup {

  private final SortedMap<String, Member> members = new TreeMap<>();
  private final SortedMap<String, SafetyPod> pods = new TreeMap<>();
  private final SortedSet<ServiceKey> deletedServices = new TreeSet<>();
  private final SortedMap<ServiceKey, SortedMap<IpPrefix, Departures.Kind>> left = new TreeMap<>();
  private final SortedSet<String> deletedNodes = new TreeSet<>();
  private final SortedSet<String> unseenServices = new TreeSet<>();
  private final SortedSet<String> unseenPods = new TreeSet<>();
  private int created;
  private boolean watched = true;
  private boolean anotherCluster;
  private boolean podsReadable = true;
  private Completeness completeness = Completeness.COMPLETE;
  private Datapath datapath = Datapath.NATIVE;
  private List<Network> networks = List.of();

  /** One Service. */
  private static final class Member {
    Optional<String> asked;
    Optional<String> lastGood = Optional.empty();
    ServiceControls controls = ServiceControls.NONE;
    Instant createdAt;

    Member(Optional<String> asked, Instant createdAt) {
      this.asked = asked;
      this.createdAt = createdAt;
    }
  }

  static IpPrefix address(int number) {
    return IpPrefix.parse("10." + (1 + number % 2) + "." + number / 200 + "." + (1 + number % 200));
  }

  static SiteId site(IpPrefix address) {
    return new SiteId(address.addressText().startsWith("10.1.") ? "100" : "200");
  }

  SafetyCluster service(String name, String asked) {
    declare(name, Optional.of(asked));
    return this;
  }

  /** Sets what a Service asks for, or that it asks for nothing. */
  void declare(String name, Optional<String> asked) {
    Member known = members.get(name);
    if (known == null) {
      created++;
      members.put(name, new Member(asked, Instant.EPOCH.plusSeconds(created)));
    } else {
      known.asked = asked;
    }
  }

  void controls(String name, ServiceControls controls) {
    member(name).controls = controls;
  }

  SafetyCluster pods(String service, int first, int last) {
    for (int number = first; number <= last; number++) {
      start(service + "-" + number, service, address(number));
    }
    return this;
  }

  void start(String pod, String service, IpPrefix address) {
    String node = "node-" + site(address).value();
    pods.put(pod, new SafetyPod(pod, address, node, service, false, false));
  }

  SafetyPod pod(String name) {
    return Optional.ofNullable(pods.get(name)).orElseThrow();
  }

  List<SafetyPod> podsOf(String service) {
    return pods.values().stream().filter(pod -> pod.service().equals(service)).toList();
  }

  Collection<SafetyPod> allPods() {
    return List.copyOf(pods.values());
  }

  SortedSet<String> serviceNames() {
    return new TreeSet<>(members.keySet());
  }

  Optional<String> asked(String name) {
    return Optional.ofNullable(members.get(name)).flatMap(known -> known.asked);
  }

  private Member member(String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow();
  }

  /** The pod is told to end, and its slice says so. */
  void terminate(String pod) {
    pods.computeIfPresent(pod, (name, known) -> known.withTerminating());
  }

  /** The pod's object is gone, and its slice was read without it. */
  void remove(String pod) {
    SafetyPod known = pod(pod);
    leave(known, known.terminating() ? Departures.Kind.TERMINATED : Departures.Kind.REMOVED);
    pods.remove(pod);
    unseenPods.remove(pod);
  }

  /** The pod has ended, evicted or done, and its slice was read without it. */
  void end(String pod) {
    SafetyPod known = pod(pod);
    pods.put(pod, known.withEnded());
    leave(known, Departures.Kind.REMOVED);
  }

  private void leave(SafetyPod pod, Departures.Kind kind) {
    if (watched && isListed(pod.name()) && members.containsKey(pod.service())) {
      left.computeIfAbsent(Shop.key(pod.service()), key -> new TreeMap<>())
          .merge(pod.address(), kind, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
  }

  /** The pod's slice is deleted; the pod lives on. */
  void deleteSlice(String pod) {
    unseenPods.add(pod);
  }

  void restoreSlices() {
    unseenPods.clear();
  }

  boolean isListed(String pod) {
    return !unseenPods.contains(pod);
  }

  /** A Service is deleted, with its slices; the pods live on. */
  void deleteService(String name) {
    members.remove(name);
    unseenServices.remove(name);
    if (watched) {
      deletedServices.add(Shop.key(name));
    }
  }

  /** A Node is deleted, with its pods. */
  void deleteNode(String node) {
    List<SafetyPod> there = pods.values().stream().filter(pod -> pod.node().equals(node)).toList();
    there.forEach(pod -> remove(pod.name()));
    if (watched) {
      deletedNodes.add(node);
    }
  }

  /** The next lists miss the Service, until it is found. */
  void loseSight(String service) {
    unseenServices.add(service);
  }

  void seeAllAgain() {
    unseenServices.clear();
    unseenPods.clear();
    anotherCluster = false;
    podsReadable = true;
    completeness = Completeness.COMPLETE;
    datapath = Datapath.NATIVE;
    networks = List.of();
  }

  /** True where somebody who asks for something selects a pod that lives at the address. */
  boolean isInUse(IpPrefix address) {
    return pods.values().stream()
        .filter(pod -> pod.address().equals(address) && !pod.ended())
        .anyMatch(pod -> asked(pod.service()).isPresent());
  }

  /** True where a slice that is read lists the pod. */
  boolean isRead(SafetyPod pod) {
    return !pod.ended() && isListed(pod.name()) && isSeen(pod.service());
  }

  /** True where a lookup tells that the pod is there. */
  boolean isLookedUp(SafetyPod pod) {
    return podsReadable && !anotherCluster && !pod.ended();
  }

  @Override
  public String toString() {
    StringBuilder b = new StringBuilder();
    members.forEach((n, m) -> b.append(n + ":" + m.asked + m.controls.observeOnly() + " "));
    return b
        + " "
        + pods.values().stream()
            .filter(p -> members.containsKey(p.service()))
            .map(
                p ->
                    p.name()
                        + "/"
                        + p.service()
                        + "@"
                        + p.address().addressText()
                        + (p.terminating() ? "T" : "")
                        + (p.ended() ? "E" : "")
                        + (isRead(p) ? "" : "!"))
            .toList()
        + " unseen "
        + unseenServices
        + " other "
        + anotherCluster
        + " readable "
        + podsReadable
        + " "
        + completeness
        + datapath
        + networks;
  }

  boolean isReadable() {
    return podsReadable;
  }

  boolean isWatched() {
    return watched;
  }

  boolean isObserved(String service) {
    return members.containsKey(service) && member(service).controls.observeOnly();
  }

  boolean isSeen(String service) {
    return !anotherCluster && !unseenServices.contains(service);
  }

  /** While nobody watches, nothing is seen to leave. */
  void watched(boolean seen) {
    watched = seen;
  }

  /** What an operator that starts anew has not seen. */
  void forgetDepartures() {
    deletedServices.clear();
    left.clear();
    deletedNodes.clear();
  }

  /** From now on another cluster answers, which has no Services and other pods. */
  void anotherCluster(boolean other) {
    anotherCluster = other;
  }

  void podsReadable(boolean readable) {
    podsReadable = readable;
  }

  void completeness(Completeness read) {
    completeness = read;
  }

  void datapath(Datapath kind) {
    datapath = kind;
  }

  void networks(List<Network> known) {
    networks = known;
  }

  /** The cluster as an operator reads it now; what left is told once. */
  FleetSnapshot read() {
    SortedMap<ServiceKey, ServiceState> services = new TreeMap<>();
    members.forEach(
        (name, member) -> {
          if (isSeen(name)) {
            services.put(Shop.key(name), state(name, member));
          }
        });
    ClusterSnapshot cluster =
        new ClusterSnapshot(
            "shop-eu",
            Shop.OWNER,
            1,
            completeness,
            networks,
            Optional.empty(),
            datapath,
            services,
            List.of());
    if (completeness == Completeness.COMPLETE) {
      cluster = cluster.withDepartures(new Departures(deletedServices, left, deletedNodes));
      forgetDepartures();
    }
    return FleetSnapshot.of(cluster);
  }

  private ServiceState state(String name, Member member) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (SafetyPod pod : podsOf(name)) {
      if (!pod.ended() && isListed(pod.name())) {
        endpoints.add(pod.endpoint());
      }
    }
    endpoints.sort((one, other) -> one.address().compareTo(other.address()));
    IntentReading reading = Shop.reading(member.asked, member.lastGood);
    return new ServiceState(
            Shop.key(name),
            member.createdAt,
            List.of(new ServicePort("http", IpProtocol.TCP, 80)),
            reading,
            List.of(
                new ServiceEndpoints(
                    "http", Optional.of(IpProtocol.TCP), OptionalInt.of(8080), endpoints)),
            List.of())
        .withControls(member.controls);
  }

  /** Writes into the status of each Service what was accepted. */
  void keepAccepted(SyncReport report) {
    if (!anotherCluster) {
      for (Map.Entry<String, Member> member : members.entrySet()) {
        if (isSeen(member.getKey())) {
          ServiceStatus status = report.services().get(Shop.key(member.getKey()));
          member.getValue().lastGood = status == null ? Optional.empty() : status.accepted();
        }
      }
    }
  }

  @Override
  public Map<MissingAddress, Sight> look(Collection<MissingAddress> addresses) {
    Map<MissingAddress, Sight> sights = new HashMap<>();
    if (podsReadable) {
      addresses.forEach(asked -> sights.put(asked, sight(asked)));
    }
    return sights;
  }

  private Sight sight(MissingAddress asked) {
    if (anotherCluster) {
      return Sight.NOBODY;
    }
    Optional<SafetyPod> own =
        asked
            .pod()
            .flatMap(name -> Optional.ofNullable(pods.get(name.substring("shop/".length()))));
    Optional<SafetyPod> there =
        pods.values().stream()
            .filter(pod -> !pod.ended() && pod.address().equals(asked.address()))
            .findFirst();
    if (own.isPresent()) {
      boolean same =
          !own.get().ended()
              && own.get().address().equals(asked.address())
              && asked.service().map(ServiceKey::name).equals(Optional.of(own.get().service()));
      return same ? Sight.THERE : Sight.ENDED;
    }
    if (asked.pod().isPresent()) {
      return there.isPresent() ? Sight.TAKEN : Sight.NOBODY;
    }
    return there.isPresent() ? Sight.THERE : Sight.NOBODY;
  }
}
