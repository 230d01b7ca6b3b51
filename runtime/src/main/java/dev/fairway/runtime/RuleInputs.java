package dev.fairway.runtime;

import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of an inventory that rules depend on. Whether a tunnel or a service function is up, and
 * what was measured of it, changes all the time, and no rule comes out otherwise for it; whether a
 * tunnel is encrypted, and which functions there are, decides whether an intent is held.
 *
 * @param wan the snapshot without age, tunnels and the state of its functions
 * @param tunnels its tunnels, without state and quality
 */
record RuleInputs(WanSnapshot wan, Set<Tunnel> tunnels) {

  static RuleInputs of(WanSnapshot reading) {
    WanInventory wan = reading.inventory();
    List<ServiceFunction> functions =
        wan.functions().stream().map(function -> function.withUp(true)).toList();
    return new RuleInputs(
        new WanSnapshot(
            new WanInventory(wan.sites(), wan.networks(), List.of(), wan.routed(), functions),
            reading.profile(),
            Duration.ZERO,
            reading.diagnostics()),
        wan.tunnels().stream()
            .map(tunnel -> tunnel.withState(true, Optional.empty()))
            .collect(Collectors.toSet()));
  }
}
