package dev.fairway.core.scenario;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.translate.Translator;

/** Shortcuts from the text of a scenario to its resolved cluster, translation and policy. */
public final class Scenarios {

  private Scenarios() {}

  public static ResolvedCluster resolved(String text) {
    ScenarioParser scenario = ScenarioParser.read(text);
    return Resolver.resolve(scenario.fleet(), scenario.wan(), scenario.profile())
        .clusters()
        .get(new OwnerId("shop-eu"));
  }

  public static Translation translated(String text) {
    ScenarioParser scenario = ScenarioParser.read(text);
    return Translator.translate(resolved(text), scenario.wan(), scenario.profile());
  }

  public static DesiredPolicy policy(String text) {
    return translated(text).policy();
  }
}
