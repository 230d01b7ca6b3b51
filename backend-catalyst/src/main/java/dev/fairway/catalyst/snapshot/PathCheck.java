package dev.fairway.catalyst.snapshot;

import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The check that a rule without a fallback has a tunnel that is up, so that it does not drop its
 * traffic from its installation on. A tunnel that fails later is no subject of it.
 */
public final class PathCheck {

  private PathCheck() {}

  /**
   * A sentence for each edge of the rule's sites that has tunnels up, but none over a transport of
   * the rule; empty for a rule that may fall back. An edge without any tunnel up is cut off anyway
   * and says nothing. O(tunnels).
   */
  public static List<String> usable(WanInventory wan, PathRule rule) {
    Optional<Steer> strict =
        rule.treatment().steer().filter(steer -> steer.fallback() == Fallback.NONE);
    if (strict.isEmpty()) {
      return List.of();
    }
    List<Transport> preference = strict.get().preference();
    Map<String, Set<Transport>> up = up(wan, rule.scope().segment());
    List<String> sentences = new ArrayList<>();
    for (SiteId site : rule.scope().sites()) {
      for (Edge edge : wan.site(site).map(known -> known.edges()).orElse(List.of())) {
        Set<Transport> there = up.getOrDefault(edge.name(), Set.of());
        if (!there.isEmpty() && preference.stream().noneMatch(there::contains)) {
          sentences.add(sentence(site, edge, preference));
        }
      }
    }
    return List.copyOf(sentences);
  }

  /**
   * The same for every rule that a plan installs, or gives another treatment or other sites. A rule
   * that stays, moves or only changes addresses says nothing: what it asks for is in force already.
   */
  public static List<String> usable(WanInventory wan, Plan plan) {
    return plan.steps().stream()
        .flatMap(step -> begun(step).stream())
        .flatMap(rule -> usable(wan, rule).stream().map(why -> "rule " + rule.id() + ": " + why))
        .toList();
  }

  private static Optional<PathRule> begun(PlanStep step) {
    return step.fold(
        install -> Optional.of(install.after()),
        replace -> Optional.of(replace.after()).filter(after -> isAnother(replace.before(), after)),
        remove -> Optional.empty());
  }

  private static boolean isAnother(PathRule before, PathRule after) {
    return !before.treatment().equals(after.treatment()) || !before.scope().equals(after.scope());
  }

  /** The transports over which each edge has a tunnel up that carries the segment. */
  private static Map<String, Set<Transport>> up(WanInventory wan, Segment segment) {
    Map<String, Set<Transport>> up = new HashMap<>();
    for (Tunnel tunnel : wan.tunnels()) {
      if (tunnel.up() && tunnel.carries(segment)) {
        up.computeIfAbsent(tunnel.fromEdge(), none -> new HashSet<>()).add(tunnel.localTransport());
      }
    }
    return up;
  }

  private static String sentence(SiteId site, Edge edge, List<Transport> preference) {
    return ("edge '%s' of site %s has no tunnel up over %s, so a rule without a fallback would drop its"
            + " traffic from the start")
        .formatted(
            edge.name(),
            site,
            preference.stream().map(Transport::value).collect(Collectors.joining(" or ")));
  }
}
