package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the path that a backend tells of a packet is the one that its rule gives it. */
abstract class PathLaws {

  abstract ConformanceFixture fixture();

  @Test
  void L08_whereAPacketGoes_isWhereItsRuleSendsIt() {
    try (ConformanceFixture fixture = fixture()) {
      assertTold(fixture, List.of(fixture.rules.rule(0)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PEER_SETS", "DROP", "ENCRYPTED_ONLY", "SERVICE_FUNCTION", "MARK"})
  void L08_pathOfAPacket_tellsWhatItsRuleDoesBesideSteering(Feature word) {
    try (ConformanceFixture fixture = fixture()) {
      assumeTrue(fixture.profile().has(word), "the target does not claim " + word);
      assertTold(
          fixture, fixture.rules.allNeeding(word).stream().filter(fixture::supports).toList());
    }
  }

  private static void assertTold(ConformanceFixture fixture, List<PathRule> rules) {
    for (PathRule rule : rules) {
      fixture.reach(rule);
      for (Flow flow : flows(fixture, rule)) {
        Optional<PacketPath> told = fixture.backend.tracePath(flow, fixture.call());
        assumeTrue(told.isPresent(), "the target cannot tell");
        String said = rule.canonical() + " sends " + flow + " to " + told.get().text();
        assertFits(fixture, rule.treatment(), told.get(), said);
      }
    }
  }

  /** Packets that the rule takes, from nowhere and from each site. */
  private static List<Flow> flows(ConformanceFixture fixture, PathRule rule) {
    List<Flow> flows = new ArrayList<>(List.of(fixture.rules.flow(rule)));
    for (Network lan : fixture.rules.lans()) {
      flows.add(fixture.rules.flowFrom(lan, rule));
    }
    DesiredPolicy alone = new DesiredPolicy(List.of(rule));
    flows.removeIf(flow -> fixture.rules.decide(alone, flow).isEmpty());
    return flows;
  }

  private static void assertFits(
      ConformanceFixture fixture, Treatment treatment, PacketPath told, String said) {
    if (treatment.drops()) {
      assertEquals(PacketPath.dropByRule(), told, said);
      return;
    }
    switch (told.kind()) {
      case LOCAL -> fail(said);
      case DROP -> {
        assertEquals(PacketPath.drop(), told, said);
        assertTrue(mayHaveNoPath(treatment), said);
      }
      default -> {
        assertEquals(treatment.dscp(), told.mark(), said);
        assertFunction(fixture, treatment, told, said);
        assertWay(fixture, treatment, told, said);
        told.onward().ifPresent(behind -> assertWay(fixture, treatment, behind, said));
      }
    }
  }

  private static boolean mayHaveNoPath(Treatment treatment) {
    boolean strict = treatment.steer().filter(PathLaws::isStrict).isPresent();
    return strict || treatment.requiresEncryption() || treatment.inspect().isPresent();
  }

  private static boolean isStrict(Steer steer) {
    return steer.fallback() == Fallback.NONE;
  }

  /** The function of the rule; none only while one that lets packets by is down. */
  private static void assertFunction(
      ConformanceFixture fixture, Treatment treatment, PacketPath told, String said) {
    Optional<ServiceFunction> passedBy =
        treatment
            .inspect()
            .flatMap(name -> fixture.wan.inventory().function(name))
            .filter(function -> function.bypass() && !function.up());
    if (passedBy.isEmpty() || told.function().isPresent()) {
      assertEquals(treatment.inspect(), told.function(), said);
    }
  }

  /** One part of the way over the WAN. */
  private static void assertWay(
      ConformanceFixture fixture, Treatment treatment, PacketPath way, String said) {
    assertEquals(treatment.requiresEncryption(), way.encryptedOnly(), said);
    if (way.transport().isEmpty()) {
      assertFalse(treatment.steer().filter(PathLaws::isStrict).isPresent(), said);
      return;
    }
    List<?> wanted = treatment.steer().map(Steer::preference).orElse(List.of());
    assertTrue(wanted.contains(way.transport().get()), said);
    assertFalse(
        treatment.requiresEncryption()
            && fixture.words().clearTransports().contains(way.transport().get()),
        said + ", whose tunnels are seen in the clear");
  }
}
