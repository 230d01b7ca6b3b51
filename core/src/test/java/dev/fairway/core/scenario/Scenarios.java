package dev.fairway.core.scenario;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.translate.Translator;

/** Short ways from a written world to what becomes of it. */
public final class Scenarios {

  private Scenarios() {}

  public static ResolvedCluster resolved(String world) {
    ScenarioParser written = ScenarioParser.read(world);
    return Resolver.resolve(written.fleet(), written.wan(), written.profile())
        .clusters()
        .get(new OwnerId("shop-eu"));
  }

  public static Translation translated(String world) {
    ScenarioParser written = ScenarioParser.read(world);
    return Translator.translate(resolved(world), written.wan(), written.profile());
  }

  public static DesiredPolicy policy(String world) {
    return translated(world).policy();
  }
}
