package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficMatchTest {

  private static final PrefixSet FOUR = PrefixSet.parse("10.0.0.0/8");
  private static final PrefixSet SIX = PrefixSet.parse("fd00::/8");

  /** Says the same as {@link TrafficMatch#matches}, part by part. */
  private static boolean fits(TrafficMatch match, Flow flow) {
    return match.family() == flow.family()
        && fits(match.source(), set -> set.contains(flow.source()))
        && fits(match.destination(), set -> set.contains(flow.destination()))
        && fits(match.protocol(), protocol -> protocol.equals(flow.protocol()))
        && fits(match.sourcePorts(), ports -> ports.contains(flow.sourcePort()))
        && fits(match.destinationPorts(), ports -> ports.contains(flow.destinationPort()));
  }

  private static <T> boolean fits(Optional<T> part, Predicate<T> fits) {
    return part.map(fits::test).orElse(true);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72})
  void matches_everyPacketOfASmallWorld_asksEveryPart(long seed) {
    SeededRules rules = new SeededRules(seed);
    List<Flow> packets = SeededRules.packets();
    for (int i = 0; i < 25; i++) {
      TrafficMatch match = rules.match();
      for (Flow packet : packets) {
        assertEquals(fits(match, packet), match.matches(packet), () -> match + " and " + packet);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {73, 74})
  void overlaps_randomMatches_whereAPacketFitsBoth(long seed) {
    SeededRules rules = new SeededRules(seed);
    List<Flow> packets = SeededRules.packets();
    for (int i = 0; i < 120; i++) {
      TrafficMatch a = rules.match();
      TrafficMatch b = rules.match();
      boolean both = packets.stream().anyMatch(packet -> a.matches(packet) && b.matches(packet));
      assertEquals(both, a.overlaps(b), () -> a + " and " + b);
      assertEquals(both, b.overlaps(a));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {75})
  void equals_randomMatches_whereTheTextsAreEqual(long seed) {
    SeededRules rules = new SeededRules(seed);
    for (int i = 0; i < 500; i++) {
      TrafficMatch a = rules.match();
      TrafficMatch b = rules.match();
      assertEquals(a.toString().equals(b.toString()), a.equals(b));
      assertEquals(a, a.toBuilder().build());
      assertEquals(a.hashCode(), a.toBuilder().build().hashCode());
    }
  }

  @Test
  void build_emptyOrForeignAddresses_throws() {
    TrafficMatch any = TrafficMatch.builder(IpFamily.IPV4).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> any.toBuilder().source(PrefixSet.empty(IpFamily.IPV4)).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> any.toBuilder().destination(PrefixSet.empty(IpFamily.IPV4)).build());
    assertThrows(IllegalArgumentException.class, () -> any.toBuilder().source(SIX).build());
    assertThrows(IllegalArgumentException.class, () -> any.toBuilder().destination(SIX).build());
  }

  @Test
  void build_portsWithoutAProtocolThatHasThem_throws() {
    PortSet web = PortSet.of(80);
    TrafficMatch four = TrafficMatch.builder(IpFamily.IPV4).source(FOUR).build();
    assertThrows(IllegalArgumentException.class, () -> four.toBuilder().sourcePorts(web).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> four.toBuilder().protocol(IpProtocol.ICMP).destinationPorts(web).build());
    TrafficMatch good =
        four.toBuilder().protocol(IpProtocol.SCTP).destinationPorts(web).sourcePorts(web).build();
    assertNotEquals(four, good);
    assertEquals(Optional.of(web), good.sourcePorts());
  }

  @Test
  void toBuilder_changed_leavesTheFirstMatchAlone() {
    TrafficMatch match = TrafficMatch.builder(IpFamily.IPV4).source(FOUR).build();
    TrafficMatch other = match.toBuilder().source(PrefixSet.parse("11.0.0.0/8")).build();
    assertEquals(Optional.of(FOUR), match.source());
    assertNotEquals(match, other);
  }
}
