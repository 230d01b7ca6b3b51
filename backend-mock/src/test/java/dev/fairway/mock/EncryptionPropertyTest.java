package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.PacketPath;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With {@code encryption: required} no packet is in clear between two sites, whatever is up: random
 * fabrics in random states, every fallback, with and without transports and service function. Each
 * part of the way that is told is looked up among the tunnels.
 */
class EncryptionPropertyTest {

  private static final int WORLDS = 150;
  private static final int STATES = 12;
  private static final OwnerId OWNER = new OwnerId("shop");
  private static final List<Transport> TRANSPORTS =
      List.of(Fabrics.MPLS, Fabrics.BUSINESS, Fabrics.PUBLIC);
  private static final List<Segment> SEGMENTS = List.of(Segment.DEFAULT, new Segment("blue"));

  private int over;
  private int any;
  private int through;
  private int dropped;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void encryption_randomFabricsAndStates_isNeverInClear(long seed) {
    Random random = new Random(seed);
    for (int world = 0; world < WORLDS; world++) {
      WanInventory wan = wan(random);
      MockFabric fabric =
          new MockFabric(
              new FabricSpec(wan, TargetProfile.unlimited(Commit.WHOLE_PLAN), List.of()));
      for (int state = 0; state < STATES; state++) {
        change(fabric, random);
        Treatment treatment = treatment(random, wan);
        PathRule rule = Fabrics.rule(OWNER, 0, treatment, "10.2.0.5");
        fabric.editOutOfBand(OWNER, rules -> List.of(rule, Fabrics.replies(rule)));
        String source = random.nextInt(8) == 0 ? "192.0.2.1" : "10.1.0.5";
        Flow flow = Fabrics.flow(source, "10.2.0.5");
        check(fabric, treatment, flow);
        check(fabric, treatment, flow.reversed());
      }
    }
    String seen = over + " over, " + any + " any, " + through + " through, " + dropped + " dropped";
    assertTrue(Math.min(Math.min(over, any), Math.min(through, dropped)) > WORLDS, seen);
  }

  private void check(MockFabric fabric, Treatment treatment, Flow flow) {
    PacketPath path =
        fabric
            .backend(OWNER)
            .tracePath(flow, TestCallContext.lasting(Duration.ofSeconds(30)))
            .orElseThrow();
    WanInventory now = fabric.inventory();
    String world = treatment + ", " + flow + ": " + path.text() + " in " + now.tunnels();
    if (path.kind() == PacketPath.Kind.DROP) {
      dropped++;
      assertEquals(Optional.of(PacketPath.DropReason.NO_PATH), path.dropReason(), world);
      assertTrue(mayDrop(now, treatment, flow), world);
      return;
    }
    over += path.kind() == PacketPath.Kind.TRANSPORT ? 1 : 0;
    any += path.kind() == PacketPath.Kind.ANY ? 1 : 0;
    through += path.function().isPresent() ? 1 : 0;
    Optional<SiteId> from = site(now, flow.source());
    Optional<SiteId> to = site(now, flow.destination());
    Optional<SiteId> middle = path.function().map(name -> now.function(name).orElseThrow().site());
    if (middle.isEmpty() || middle.equals(from) || middle.equals(to)) {
      assertEncrypted(now, path, from, to, world);
    } else {
      assertEncrypted(now, path, from, middle, world);
      assertEncrypted(now, path.onward().orElse(path), middle, to, world);
    }
  }

  /** The path must promise encryption, and a tunnel must be up that keeps the promise. */
  private static void assertEncrypted(
      WanInventory wan, PacketPath path, Optional<SiteId> from, Optional<SiteId> to, String world) {
    assertTrue(path.encryptedOnly(), world);
    assertTrue(
        encrypted(wan, from, to).stream()
            .anyMatch(tunnel -> path.transport().map(tunnel.localTransport()::equals).orElse(true)),
        world);
  }

  /** True where no encrypted tunnel of the treatment's is up, or where a function is involved. */
  private static boolean mayDrop(WanInventory wan, Treatment treatment, Flow flow) {
    return treatment.inspect().isPresent()
        || encrypted(wan, site(wan, flow.source()), site(wan, flow.destination())).stream()
            .noneMatch(
                tunnel ->
                    treatment
                        .steer()
                        .map(
                            steer ->
                                steer.fallback() == Fallback.ANY
                                    || steer.preference().contains(tunnel.localTransport()))
                        .orElse(true));
  }

  private static List<Tunnel> encrypted(
      WanInventory wan, Optional<SiteId> from, Optional<SiteId> to) {
    return wan.tunnels().stream()
        .filter(tunnel -> tunnel.up() && tunnel.encrypted() && tunnel.carries(Segment.DEFAULT))
        .filter(tunnel -> isAt(wan, tunnel.fromEdge(), from) && isAt(wan, tunnel.toEdge(), to))
        .toList();
  }

  private static boolean isAt(WanInventory wan, String edge, Optional<SiteId> site) {
    return site.isEmpty()
        || wan.site(site.get()).orElseThrow().edges().stream()
            .anyMatch(near -> near.name().equals(edge));
  }

  private static Optional<SiteId> site(WanInventory wan, IpPrefix address) {
    return wan.networkOf(Segment.DEFAULT, address).flatMap(Network::site);
  }

  private static Treatment treatment(Random random, WanInventory wan) {
    Treatment.Builder treatment = Treatment.builder().encryption();
    if (random.nextInt(3) > 0) {
      List<Transport> transports = new ArrayList<>(TRANSPORTS);
      Collections.shuffle(transports, random);
      Fallback fallback = random.nextBoolean() ? Fallback.ANY : Fallback.NONE;
      treatment.steer(new Steer(transports.subList(0, 1 + random.nextInt(3)), fallback));
    }
    if (random.nextBoolean() && !wan.functions().isEmpty()) {
      int function = random.nextInt(wan.functions().size());
      treatment.inspect(wan.functions().get(function).name());
    }
    return treatment.build();
  }

  private static void change(MockFabric fabric, Random random) {
    for (Tunnel tunnel : fabric.inventory().tunnels()) {
      if (random.nextInt(3) == 0) {
        fabric.setTunnel(
            tunnel.fromEdge(), tunnel.toEdge(), tunnel.localTransport(), random.nextBoolean());
      }
    }
    fabric
        .inventory()
        .functions()
        .forEach(function -> fabric.setFunction(function.name(), random.nextInt(4) > 0));
  }

  /** Two to four sites of one or two edges, and tunnels of which half are in clear. */
  private static WanInventory wan(Random random) {
    List<Site> sites = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 1; i <= count; i++) {
      SiteId id = new SiteId(Integer.toString(i * 100));
      List<Edge> edges = new ArrayList<>();
      for (int edge = 0; edge <= random.nextInt(2); edge++) {
        edges.add(
            new Edge(
                "edge-" + id + "-" + edge,
                TRANSPORTS.stream()
                    .map(transport -> new Attachment(transport, true, true))
                    .toList()));
      }
      sites.add(new Site(id, id.value(), edges));
      networks.add(
          new Network(IpPrefix.parse("10." + i + ".0.0/16"), Segment.DEFAULT, Optional.of(id)));
    }
    List<ServiceFunction> functions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      SiteId site = sites.get(random.nextInt(count)).id();
      functions.add(new ServiceFunction("function-" + i, site, random.nextBoolean(), true));
    }
    return new WanInventory(sites, networks, tunnels(sites, random), new TreeMap<>(), functions);
  }

  private static List<Tunnel> tunnels(List<Site> sites, Random random) {
    List<Tunnel> tunnels = new ArrayList<>();
    for (Site from : sites) {
      for (Site to : sites) {
        for (Edge near : from.equals(to) ? List.<Edge>of() : from.edges()) {
          for (Edge far : to.edges()) {
            for (Transport transport : TRANSPORTS) {
              if (random.nextInt(3) > 0) {
                tunnels.add(
                    new Tunnel(
                        near.name(),
                        transport,
                        far.name(),
                        random.nextInt(6) == 0 ? Fabrics.PUBLIC : transport,
                        random.nextBoolean(),
                        random.nextInt(4) == 0
                            ? Optional.of(SEGMENTS.get(random.nextInt(2)))
                            : Optional.empty(),
                        random.nextBoolean(),
                        Optional.empty()));
              }
            }
          }
        }
      }
    }
    return tunnels;
  }
}
