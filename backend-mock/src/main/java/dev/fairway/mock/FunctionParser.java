package dev.fairway.mock;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.mock.FabricProblems.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parser of the service functions of a fabric file, one after the other. Not thread-safe. */
final class FunctionParser {

  private static final List<String> FUNCTION = List.of("name", "site", "bypass", "up");

  private final List<String> sites;
  private final Map<String, Position> seen = new HashMap<>();

  FunctionParser(List<Site> sites) {
    this.sites = sites.stream().map(site -> site.id().value()).toList();
  }

  Optional<ServiceFunction> read(FabricNode node) {
    return node.map("a function", FUNCTION).flatMap(this::function);
  }

  private Optional<ServiceFunction> function(FabricNode node) {
    Optional<String> name =
        node.required("name", text -> DnsLabel.require("service function", text))
            .filter(text -> isFirst(node, text));
    Optional<SiteId> site = node.required("site", this::site);
    boolean bypass = node.value("bypass", FabricScalars::flag).orElse(false);
    boolean up = node.value("up", FabricScalars::flag).orElse(true);
    return name.flatMap(text -> site.map(place -> new ServiceFunction(text, place, bypass, up)));
  }

  private boolean isFirst(FabricNode node, String name) {
    Position at = node.at("name");
    Position first = seen.putIfAbsent(name, at);
    if (first != null) {
      node.problem("name", name, "function '" + name + "' stands twice, first at " + first);
    }
    return first == null;
  }

  private SiteId site(String text) {
    if (!sites.contains(text)) {
      throw new IllegalArgumentException(
          "there is no site '" + text + "'; sites: " + String.join(", ", sites));
    }
    return new SiteId(text);
  }
}
