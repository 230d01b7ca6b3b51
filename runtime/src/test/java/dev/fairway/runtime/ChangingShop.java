package dev.fairway.runtime;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A few Services whose intents and pods change at random, often over the same addresses, and who
 * remember what was accepted of them as their status would.
 */
final class ChangingShop {

  private static final List<String> INTENTS =
      List.of(
          Shop.MPLS,
          Shop.BIZ,
          "ports=every tunnel=biz-internet,mpls fallback=any",
          "ports=all tunnel=mpls fallback=any",
          "ports=every tunnel=lte fallback=none");

  private final Random random;
  private final Map<String, Member> members = new TreeMap<>();
  private Completeness completeness = Completeness.COMPLETE;

  /** One Service as it is now. */
  private static final class Member {
    Instant createdAt = Instant.EPOCH;
    Optional<String> asked = Optional.empty();
    Optional<String> lastGood = Optional.empty();
    TreeSet<Integer> pods = new TreeSet<>();
    int port = 8080;
  }

  ChangingShop(Random random) {
    this.random = random;
    for (int i = 0; i < 3; i++) {
      change();
    }
  }

  void change() {
    String name = "service-" + random.nextInt(4);
    Member member = members.get(name);
    if (member == null) {
      member = new Member();
      member.createdAt = Instant.EPOCH.plusSeconds(random.nextInt(1_000));
      members.put(name, member);
    }
    switch (random.nextInt(8)) {
      case 0 -> members.remove(name);
      case 1 -> member.asked = Optional.empty();
      case 2 -> member.pods.clear();
      case 3 -> member.port = random.nextBoolean() ? 8080 : 9090;
      case 4, 5 -> member.pods.add(random.nextInt(6));
      default -> member.asked = Optional.of(INTENTS.get(random.nextInt(INTENTS.size())));
    }
    completeness = random.nextInt(10) == 0 ? Completeness.STALE : Completeness.COMPLETE;
  }

  void readWhole() {
    completeness = Completeness.COMPLETE;
  }

  /** What the Service's own status would hold from now on. */
  void accept(ServiceStatus status) {
    members.get(status.service().name()).lastGood = status.accepted();
  }

  void forgetWhoAsksForNothing(SyncReport report) {
    members.forEach(
        (name, member) -> {
          if (!report.services().containsKey(Shop.key(name))) {
            member.lastGood = Optional.empty();
          }
        });
  }

  /** What must be in force for the Service: what it asks for where that can be used. */
  Optional<String> expected(ServiceKey key) {
    Member member = members.get(key.name());
    return member.asked.filter(text -> !text.contains("lte")).or(() -> member.lastGood);
  }

  FleetSnapshot fleet() {
    TreeMap<ServiceKey, ServiceState> services = new TreeMap<>();
    members.forEach((name, member) -> services.put(Shop.key(name), state(name, member)));
    return FleetSnapshot.of(
        new ClusterSnapshot(
            "shop-eu",
            Shop.OWNER,
            1,
            completeness,
            List.of(),
            Optional.empty(),
            Datapath.NATIVE,
            services,
            List.of()));
  }

  private static ServiceState state(String name, Member member) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int pod : member.pods) {
      int site = 1 + pod % 2;
      endpoints.add(
          Endpoint.pod(
              IpPrefix.parse("10." + site + ".0." + (10 + pod)),
              Optional.of(new SiteId(site + "00"))));
    }
    return new ServiceState(
        Shop.key(name),
        member.createdAt,
        List.of(new ServicePort("http", IpProtocol.TCP, 80)),
        Shop.reading(member.asked, member.lastGood),
        List.of(
            new ServiceEndpoints(
                "http", Optional.of(IpProtocol.TCP), OptionalInt.of(member.port), endpoints)),
        List.of());
  }
}
