package dev.fairway.catalyst.simulator.model.validation;

import dev.fairway.core.net.IpFamily;

/** Entries of lists with more than one field. */
final class ListEntries {

  private static final String CRITERIA = "(loss|latency|jitter)(-(loss|latency|jitter)){0,2}";

  private ListEntries() {}

  static void tloc(CheckedObject entry) {
    entry.only("tloc", "color", "encap", "preference");
    PolicyValues.address(entry, "tloc", IpFamily.IPV4);
    PolicyValues.color(entry, "color");
    entry.oneOf("encap", "ipsec", "gre");
    if (entry.has("preference")) {
      PolicyValues.number(entry, "preference", 0, PolicyValues.MAX_SITE);
    }
  }

  static void app(CheckedObject entry) {
    entry.only("app", "appFamily", "appRef");
    if (entry.has("app") == entry.has("appFamily")) {
      throw ManagerErrorException.invalid(
          entry.where() + " has neither app nor appFamily, or both");
    }
    entry.text(entry.has("app") ? "app" : "appFamily");
  }

  static void appProbe(CheckedObject entry) {
    entry.only("forwardingClass", "map").text("forwardingClass");
    for (CheckedObject mapped : entry.objects("map")) {
      PolicyValues.color(mapped.only("color", "dscp"), "color");
      PolicyValues.number(mapped, "dscp", 0, 63);
    }
  }

  static void policer(CheckedObject entry) {
    entry.only("burst", "exceed", "rate");
    PolicyValues.number(entry, "burst", 15_000, 10_000_000);
    PolicyValues.number(entry, "rate", 8, 100_000_000_000L);
    entry.oneOf("exceed", "drop", "remark");
  }

  static void sla(CheckedObject entry, ReferenceValidation references) {
    entry.only("latency", "loss", "jitter", "appProbeClass", "fallbackBestTunnel");
    if (!entry.has("latency") && !entry.has("loss") && !entry.has("jitter")) {
      throw ManagerErrorException.invalid(entry.where() + " bounds nothing");
    }
    optionalNumber(entry, "latency", 1, 1000);
    optionalNumber(entry, "jitter", 1, 1000);
    optionalNumber(entry, "loss", 0, 100);
    if (entry.has("appProbeClass") && !entry.raw("appProbeClass").isNull()) {
      references.list(entry, "appProbeClass", "appprobe");
    }
    if (entry.has("fallbackBestTunnel")) {
      fallback(entry.object("fallbackBestTunnel"));
    }
  }

  private static void fallback(CheckedObject fallback) {
    fallback.only("criteria", "lossVariance", "latencyVariance", "jitterVariance");
    PolicyValues.matching(fallback, "criteria", CRITERIA);
    optionalNumber(fallback, "lossVariance", 0, 100);
    optionalNumber(fallback, "latencyVariance", 1, 1000);
    optionalNumber(fallback, "jitterVariance", 1, 1000);
  }

  private static void optionalNumber(CheckedObject object, String field, long min, long max) {
    if (object.has(field)) {
      PolicyValues.number(object, field, min, max);
    }
  }

  /** A tier that is not used is an empty object, or not there. */
  static void colorGroup(CheckedObject entry) {
    entry.only("primaryPreference", "secondaryPreference", "tertiaryPreference");
    boolean before = tier(entry, "primaryPreference");
    if (!before) {
      throw entry.refused("primaryPreference", "is missing");
    }
    before = tier(entry, "secondaryPreference");
    if (tier(entry, "tertiaryPreference") && !before) {
      throw entry.refused("tertiaryPreference", "needs secondaryPreference");
    }
  }

  private static boolean tier(CheckedObject entry, String field) {
    if (!entry.has(field) || entry.object(field).raw("colorPreference").isMissingNode()) {
      if (entry.has(field)) {
        entry.object(field).only();
      }
      return false;
    }
    CheckedObject tier = entry.object(field).only("colorPreference", "pathPreference");
    PolicyValues.colors(tier, "colorPreference");
    if (tier.has("pathPreference")) {
      tier.oneOf("pathPreference", "direct-path", "multi-hop-path", "all-paths");
    }
    return true;
  }
}
