package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.Transport;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.mock.MockForeignRule;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Passes through every weather, in every mode, with restarts: what is said is true after each of
 * them, and when the weather clears the fabric does what is asked.
 */
class FaultHistoryTest {

  private static final OwnerId OTHER = new OwnerId("alpha");
  private static final int MOST_SYNCS = 3;

  /** What somebody does behind a sync that has looked already, only the next sync can see. */
  private static final WriteFault EDITED_MEANWHILE = WriteFault.staleBasis();

  private Random random = new Random();
  private MockFabric fabric = fabric(Commit.PER_STEP);
  private SdwanBackend backend = fabric.backend(Shop.OWNER);
  private ChangingShop shop = new ChangingShop(random);
  private PolicySync sync = PolicySync.with(backend);
  private final AtomicLong clock = new AtomicLong();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void syncs_throughEveryFault_sayTheTruthAndConverge(long seed) {
    random = new Random(seed);
    fabric = fabric(random.nextBoolean() ? Commit.PER_STEP : Commit.WHOLE_PLAN);
    backend = fabric.backend(Shop.OWNER);
    shop = new ChangingShop(random);
    plantOthers();
    List<MockForeignRule> foreign = fabric.foreign();
    List<PathRule> others = fabric.rules(OTHER);
    restart();
    for (int step = 0; step < 12; step++) {
      shop.change();
      if (random.nextInt(4) == 0) {
        restart();
      }
      fabric.setReachable(random.nextInt(8) != 0);
      List<WriteFault> weather = randomWeather();
      fabric.script(weather.toArray(WriteFault[]::new));
      sync = sync.using(randomOptions());
      SyncReport report = sync.run(shop.fleet());
      assertTrue(Duration.ofNanos(clock.get()).compareTo(Duration.ofDays(1)) < 0);
      keepAccepted(report);
      fabric.script();
      if (!weather.contains(EDITED_MEANWHILE)) {
        assertTrueOfTheFabric(report);
      }
      assertEquals(foreign, fabric.foreign());
      assertEquals(others, fabric.rules(OTHER));
      if (random.nextInt(3) == 0) {
        converge();
      }
    }
    converge();
    assertEquals(foreign, fabric.foreign());
    assertEquals(others, fabric.rules(OTHER));
  }

  private void restart() {
    sync = PolicySync.with(backend);
  }

  private void keepAccepted(SyncReport report) {
    for (ServiceStatus status : report.services().values()) {
      if (report.planned().isPresent()) {
        assertEquals(shop.expected(status.service()), status.accepted(), status::toString);
      }
      shop.accept(status);
    }
    shop.forgetWhoAsksForNothing(report);
  }

  private void converge() {
    fabric.setReachable(true);
    fabric.script();
    shop.readWhole();
    sync = sync.using(options().build());
    SyncReport report = sync.run(shop.fleet());
    for (int attempt = 2; !report.succeeded() && attempt <= MOST_SYNCS; attempt++) {
      report = sync.run(shop.fleet());
    }
    assertTrue(report.succeeded(), report::toString);
    keepAccepted(report);
    assertTrueOfTheFabric(report);
    ResolvedFleet asked = resolved();
    assertEquals(
        Optional.empty(),
        ExhaustiveCheck.check(asked, new DesiredPolicy(fabric.rules(Shop.OWNER))).witness());
    long writes = fabric.writes();
    assertTrue(sync.run(shop.fleet()).succeeded());
    restart();
    sync = sync.using(options().build());
    assertTrue(sync.run(shop.fleet()).succeeded());
    assertEquals(writes, fabric.writes(), "nothing to do, and yet a write");
  }

  /** Whoever is told that it is programmed gets, for every packet that is its own, what it asks. */
  private void assertTrueOfTheFabric(SyncReport report) {
    ResolvedFleet asked = resolved();
    for (Flow flow : packets()) {
      if (PacketSemantics.decide(asked, flow) instanceof Decision.Treated treated) {
        ServiceStatus status = report.services().get(treated.service());
        if (status != null && status.isProgrammed()) {
          assertEquals(
              Optional.of(treated.wanted()),
              fabric.inForce(flow),
              () -> status.service() + " is said to be programmed, but see " + flow);
        }
      }
    }
  }

  private ResolvedFleet resolved() {
    return Resolver.resolve(shop.fleet(), fabric.inventory(), fabric.profile());
  }

  private static List<Flow> packets() {
    List<IpPrefix> addresses = new ArrayList<>();
    for (int pod = 0; pod < 6; pod++) {
      addresses.add(IpPrefix.parse("10." + (1 + pod % 2) + ".0." + (10 + pod)));
    }
    addresses.add(IpPrefix.parse("10.1.9.9"));
    addresses.add(IpPrefix.parse("10.2.9.9"));
    List<Flow> packets = new ArrayList<>();
    for (IpPrefix from : addresses) {
      for (IpPrefix to : addresses) {
        for (int port : new int[] {8080, 9090, 7}) {
          Flow flow = new Flow(Segment.DEFAULT, from, to, IpProtocol.TCP, 40_000, port);
          packets.add(flow);
          packets.add(flow.reversed());
        }
      }
    }
    return packets;
  }

  private SyncOptions.Builder options() {
    return SyncOptions.builder()
        .safety(SafetySettings.OFF)
        .deadline(Duration.ofSeconds(5))
        .nanoClock(() -> clock.addAndGet(Duration.ofMillis(400).toNanos()));
  }

  private SyncOptions randomOptions() {
    SyncOptions.Builder options = options();
    if (random.nextInt(4) == 0) {
      PlanMode[] modes = PlanMode.values();
      options.mode(modes[random.nextInt(modes.length)]);
    }
    options.dryRun(random.nextInt(10) == 0);
    options.inventoryInterval(Duration.ofSeconds(random.nextInt(20)));
    return options.build();
  }

  private List<WriteFault> randomWeather() {
    List<WriteFault> script = new ArrayList<>();
    for (int writes = random.nextInt(4); writes > 0; writes--) {
      script.add(
          switch (random.nextInt(12)) {
            case 0 -> WriteFault.slow(Duration.ofMillis(random.nextInt(3)));
            case 1 -> WriteFault.refusing();
            case 2 -> WriteFault.failing();
            case 3 -> WriteFault.throttling(Duration.ofSeconds(1));
            case 4 -> WriteFault.anotherOwnerAtWork();
            case 5 -> WriteFault.failingAfter(random.nextInt(3));
            case 6 -> WriteFault.silentAfter(random.nextInt(3));
            case 7 -> WriteFault.answerLost();
            case 8 -> WriteFault.garbled();
            case 9 -> EDITED_MEANWHILE;
            case 10 -> WriteFault.hanging();
            default -> WriteFault.clear();
          });
    }
    return script;
  }

  private static MockFabric fabric(Commit commit) {
    return new MockFabric(new FabricSpec(Shop.wan(), TargetProfile.unlimited(commit), List.of()));
  }

  private void plantOthers() {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("203.0.113.0/24"))
            .protocol(IpProtocol.UDP)
            .destinationPorts(PortSet.of(5060))
            .build();
    Treatment voice = Treatment.steer(Fallback.ANY, new Transport("mpls"));
    fabric.addForeign(MockForeignRule.of("voice", MockForeignRule.Place.BEFORE, match, voice));
    fabric.addForeign(MockForeignRule.opaque("blackbox", MockForeignRule.Place.AFTER));
    PathRule theirs =
        new PathRule(
            RuleId.ofKey("theirs"),
            OTHER,
            new Scope(Segment.DEFAULT, Shop.wan().siteIds()),
            Direction.TO_SERVICE,
            match,
            voice);
    SdwanBackend other = fabric.backend(OTHER);
    SyncOptions plain = options().build();
    WanSnapshot wan = other.inventory(plain.newCall("other-0"));
    ObservedPolicy nothing = other.observe(wan, plain.newCall("other-1"));
    other.apply(
        Planner.plan(OTHER, new DesiredPolicy(List.of(theirs)), nothing, PlanMode.SYNC),
        wan,
        plain.newCall("other-2"));
  }
}
