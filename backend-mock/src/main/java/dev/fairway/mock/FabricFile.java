package dev.fairway.mock;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a mock fabric from YAML.
 *
 * <p>{@code sites} is a list of {@code id}, {@code name}, {@code networks} ({@code cidr}, {@code
 * segment}) and {@code edges} ({@code name}, {@code transports}: names, or {@code name} and {@code
 * encapsulation}, which is {@code ipsec}, the default, {@code gre}, or a list of both). Everything
 * else may be left out: {@code tunnels} (a full mesh of equal transports), {@code functions}
 * (none), {@code segments} ({@code default}), {@code routesKnown} (false), {@code foreign} (none),
 * and what makes the target a weaker one: {@code limits} ({@code rules}, {@code prefixesPerSet},
 * {@code prefixes}), {@code without} (features) and {@code commit} ({@code whole-plan}, {@code
 * per-step}).
 *
 * <p>A tunnel has {@code from}, {@code to}, {@code transport} (or {@code local} and {@code
 * remote}), {@code latency}, {@code jitter}, {@code loss}, {@code up} (true), {@code encrypted} and
 * {@code segment}. One that is listed without its way back is there both ways. Without {@code
 * encrypted} its ends' encapsulation says whether it is; {@code encrypted: false} between ends that
 * state no encapsulation is as good as {@code gre} at both, and against a stated one it is a
 * mistake. With {@code segment} it carries the packets of that segment only.
 *
 * <p>A service function has a {@code name}, the {@code site} where it is, {@code bypass} (false:
 * packets are dropped while it cannot be reached) and {@code up} (true).
 *
 * <p>A rule in {@code foreign} has a {@code name}, a {@code position} ({@code before} ours, which
 * is the default, or {@code after}) and either {@code opaque: true} or what it takes: {@code
 * source} and {@code destination} (lists of prefixes, at least one of them), {@code protocol},
 * {@code sourcePorts}, {@code destinationPorts}, {@code segment}; what happens to the packets say
 * {@code tunnel} and {@code fallback}, {@code encryption}, {@code inspect}, {@code dscp} and {@code
 * access: deny}, as the annotations of these names do; without any of them they go where routing
 * sends them.
 */
public final class FabricFile {

  private static final List<String> KEYS =
      List.of(
          "sites",
          "tunnels",
          "segments",
          "functions",
          "routesKnown",
          "foreign",
          "limits",
          "without",
          "commit");

  private static final Map<String, Limit> LIMITS =
      new TreeMap<>(
          Map.of(
              "rules", Limit.RULES,
              "prefixesPerSet", Limit.PREFIXES_PER_SET,
              "prefixes", Limit.PREFIXES));

  private FabricFile() {}

  /** Reads a file. That it is missing or cannot be read is a diagnostic too. */
  public static FabricReading read(Path file) {
    FabricProblems problems = new FabricProblems(file.toString());
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      problems.missingFile("the file does not exist; name one that describes a fabric");
    } catch (CharacterCodingException binary) {
      problems.missingFile("the file is not text in UTF-8");
    } catch (IOException unreadable) {
      problems.missingFile("the file cannot be read; it must be a file that this user may read");
    }
    return problems.reading(Optional.empty());
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in diagnostics
   * @param text YAML
   */
  public static FabricReading parse(String name, String text) {
    FabricProblems problems = new FabricProblems(name);
    Optional<FabricSpec> spec =
        FabricYaml.read(text, problems)
            .flatMap(root -> root.map("a fabric", KEYS))
            .flatMap(FabricFile::spec);
    return problems.reading(spec);
  }

  private static Optional<FabricSpec> spec(FabricNode root) {
    List<Segment> segments = root.values("segments", Segment::new);
    SiteParser sites = new SiteParser(segments.isEmpty() ? List.of(Segment.DEFAULT) : segments);
    if (root.list("sites").isEmpty()) {
      root.problem("sites", "", "a fabric needs at least one site in 'sites'");
    }
    root.list("sites").forEach(sites::read);
    if (!root.problems().none()) {
      return Optional.empty();
    }
    FunctionParser services = new FunctionParser(sites.sites);
    List<ServiceFunction> functions = new ArrayList<>();
    root.list("functions").forEach(node -> services.read(node).ifPresent(functions::add));
    ForeignRuleParser others = new ForeignRuleParser(sites::segment, functions);
    List<MockForeignRule> foreign = new ArrayList<>();
    root.list("foreign").forEach(node -> others.read(node).ifPresent(foreign::add));
    return Optional.of(new FabricSpec(inventory(root, sites, functions), profile(root), foreign));
  }

  private static WanInventory inventory(
      FabricNode root, SiteParser sites, List<ServiceFunction> functions) {
    TunnelParser reader = new TunnelParser(sites);
    List<Tunnel> tunnels =
        root.node("tunnels").isPresent() ? reader.read(root.list("tunnels")) : reader.fullMesh();
    boolean routesKnown = root.value("routesKnown", FabricScalars::flag).orElse(false);
    return new WanInventory(
        reader.sites(),
        sites.networks,
        tunnels,
        routesKnown ? routed(sites.networks) : new TreeMap<>(),
        functions);
  }

  private static SortedMap<Segment, DualStackPrefixSet> routed(List<Network> networks) {
    SortedMap<Segment, List<IpPrefix>> prefixes = new TreeMap<>();
    for (Network network : networks) {
      prefixes
          .computeIfAbsent(network.segment(), segment -> new ArrayList<>())
          .add(network.prefix());
    }
    SortedMap<Segment, DualStackPrefixSet> routed = new TreeMap<>();
    prefixes.forEach((segment, all) -> routed.put(segment, DualStackPrefixSet.of(all)));
    return routed;
  }

  private static TargetProfile profile(FabricNode root) {
    Commit commit = root.value("commit", FabricScalars::commit).orElse(Commit.WHOLE_PLAN);
    TargetProfile profile = TargetProfile.unlimited(commit);
    for (Feature feature : root.values("without", FabricScalars::feature)) {
      profile = profile.without(feature);
    }
    Optional<FabricNode> limits =
        root.node("limits").flatMap(node -> node.map("limits", List.copyOf(LIMITS.keySet())));
    if (limits.isPresent()) {
      for (Map.Entry<String, Limit> limit : LIMITS.entrySet()) {
        Optional<Integer> most = limits.get().value(limit.getKey(), FabricScalars::count);
        profile = most.isPresent() ? profile.withLimit(limit.getValue(), most.get()) : profile;
      }
    }
    return profile;
  }
}
