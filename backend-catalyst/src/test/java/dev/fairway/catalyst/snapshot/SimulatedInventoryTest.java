package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.simulator.model.fabric.SeedPolicyGroup;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The inventory of simulated fabrics, over HTTPS. The managed sites are 100 and 200 to 299. */
class SimulatedInventoryTest {

  @Test
  void inventory_ofTwoManagedSites_hasTheirTransportsAndSaysWhatIsNotCovered() {
    try (SimulatedManagerFixture manager = standing(FabricSeed.withActivePolicy())) {
      WanSnapshot reading = manager.inventory();

      WanInventory wan = reading.inventory();
      assertEquals("[100, 200]", wan.siteIds().toString());
      assertEquals("[biz-internet, mpls, public-internet]", wan.transports().toString());
      assertEquals(List.of(DiagnosticCode.SITE_NOT_MANAGED), codes(reading));
      assertEquals(6, wan.tunnels().size(), "three colours, each way");
      assertTrue(wan.tunnels().stream().allMatch(tunnel -> tunnel.up()));
    }
  }

  @Test
  void inventory_whileAColourIsDown_keepsTheTransportAndShowsTheTunnelsDown() {
    try (SimulatedManagerFixture manager = standing(FabricSeed.demo())) {
      manager.person().color("200", "mpls", false);

      WanSnapshot reading = manager.inventory();

      WanInventory wan = reading.inventory();
      assertEquals("[biz-internet, mpls, public-internet]", wan.transports().toString());
      assertEquals(
          List.of(DiagnosticCode.TRANSPORT_DOWN, DiagnosticCode.TRANSPORT_DOWN), codes(reading));
      assertFalse(
          wan.tunnels().stream()
              .filter(tunnel -> tunnel.localTransport().equals(SnapshotFixture.MPLS))
              .anyMatch(tunnel -> tunnel.up()));
      assertEquals(
          2, PathCheck.usable(wan, SnapshotFixture.rule("10.1.0.1/32")).size(), "at both ends");
    }
  }

  @Test
  void inventory_withAnEdgeInAPolicyGroup_leavesItsSiteOut() {
    String uuid = FabricSeed.demo().sites().get(0).edges().get(0).uuid();
    FabricSeed seed =
        FabricSeed.demo().toBuilder()
            .policyGroup(
                new SeedPolicyGroup(
                    "40000000-0000-4000-8000-000000000001", "branches", List.of(uuid)))
            .build();
    try (SimulatedManagerFixture manager = standing(seed)) {
      WanSnapshot reading = manager.inventory();

      assertEquals("[200]", reading.inventory().siteIds().toString());
      assertEquals(List.of(DiagnosticCode.SITE_UNMANAGEABLE), codes(reading));
    }
  }

  @Test
  void inventory_withAControllerInCliMode_isUnmanageable() {
    FabricSeed seed =
        FabricSeed.demo().toBuilder()
            .controller(SeedController.of(2, SeedController.Mode.CLI))
            .build();
    try (SimulatedManagerFixture manager = standing(seed)) {
      WanSnapshot reading = manager.inventory();

      assertTrue(InventoryReader.unmanageable(reading).isPresent());
      assertEquals(List.of(DiagnosticCode.FABRIC_UNMANAGEABLE), codes(reading));
    }
  }

  private static SimulatedManagerFixture standing(FabricSeed seed) {
    return new SimulatedManagerFixture(seed, SnapshotFixture.fabric());
  }

  private static List<DiagnosticCode> codes(WanSnapshot reading) {
    return reading.diagnostics().stream().map(Diagnostic::code).toList();
  }
}
