package dev.fairway.mock;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Network;
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
 * encapsulation}). Everything else may be left out: {@code tunnels} (a full mesh of equal
 * transports; a tunnel that is listed without its way back is there both ways), {@code segments}
 * ({@code default}), {@code routesKnown} (false), {@code foreign} (none), and what makes the target
 * a weaker one: {@code limits} ({@code rules}, {@code prefixesPerSet}, {@code prefixes}), {@code
 * without} (features) and {@code commit} ({@code whole-plan}, {@code per-step}).
 *
 * <p>A rule in {@code foreign} has a {@code name}, a {@code position} ({@code before} ours, which
 * is the default, or {@code after}) and either {@code opaque: true} or what it takes: {@code
 * source} and {@code destination} (lists of prefixes, at least one of them), {@code protocol},
 * {@code sourcePorts}, {@code destinationPorts}, {@code segment}; with {@code tunnel} and {@code
 * fallback} it steers, without it lets packets go where routing sends them.
 */
public final class FabricFile {

  private static final List<String> KEYS =
      List.of(
          "sites", "tunnels", "segments", "routesKnown", "foreign", "limits", "without", "commit");

  private static final Map<String, Limit> LIMITS =
      new TreeMap<>(
          Map.of(
              "rules", Limit.RULES,
              "prefixesPerSet", Limit.PREFIXES_PER_SET,
              "prefixes", Limit.PREFIXES));

  private final FabricProblems problems;

  private FabricFile(FabricProblems problems) {
    this.problems = problems;
  }

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
    return new FabricReading(Optional.empty(), problems.found());
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in diagnostics
   * @param text YAML
   */
  public static FabricReading parse(String name, String text) {
    FabricProblems problems = new FabricProblems(name);
    Optional<FabricSpec> layout =
        FabricText.read(text, problems)
            .flatMap(root -> FabricSection.of(root, "a fabric", problems, KEYS))
            .flatMap(root -> new FabricFile(problems).layout(root));
    return problems.none()
        ? new FabricReading(layout, List.of())
        : new FabricReading(Optional.empty(), problems.found());
  }

  private Optional<FabricSpec> layout(FabricSection root) {
    List<Segment> segments = root.values("segments", Segment::new);
    SiteSections sites =
        new SiteSections(problems, segments.isEmpty() ? List.of(Segment.DEFAULT) : segments);
    if (root.list("sites").isEmpty()) {
      root.problem("sites", "", "a fabric needs at least one site in 'sites'");
    }
    root.list("sites").forEach(sites::read);
    if (!problems.none()) {
      return Optional.empty();
    }
    ForeignSections others = new ForeignSections(problems, sites::segment);
    List<MockForeignRule> foreign = new ArrayList<>();
    root.list("foreign").forEach(node -> others.read(node).ifPresent(foreign::add));
    return Optional.of(new FabricSpec(inventory(root, sites), profile(root), foreign));
  }

  private WanInventory inventory(FabricSection root, SiteSections sites) {
    TunnelSections reader = new TunnelSections(problems, sites.sites);
    List<Tunnel> tunnels =
        root.node("tunnels").isPresent() ? reader.read(root.list("tunnels")) : reader.fullMesh();
    boolean routesKnown = root.value("routesKnown", FabricWords::flag).orElse(false);
    return new WanInventory(
        sites.sites,
        sites.networks,
        tunnels,
        routesKnown ? routed(sites.networks) : new TreeMap<>());
  }

  private static SortedMap<Segment, DualStackPrefixSet> routed(List<Network> networks) {
    SortedMap<Segment, List<IpPrefix>> prefixes = new TreeMap<>();
    for (Network network : networks) {
      prefixes.computeIfAbsent(network.segment(), one -> new ArrayList<>()).add(network.prefix());
    }
    SortedMap<Segment, DualStackPrefixSet> routed = new TreeMap<>();
    prefixes.forEach((segment, all) -> routed.put(segment, DualStackPrefixSet.of(all)));
    return routed;
  }

  private TargetProfile profile(FabricSection root) {
    Commit commit = root.value("commit", FabricWords::commit).orElse(Commit.WHOLE_PLAN);
    TargetProfile[] profile = {TargetProfile.unlimited(commit)};
    root.values("without", FabricWords::feature)
        .forEach(feature -> profile[0] = profile[0].without(feature));
    root.node("limits")
        .flatMap(node -> FabricSection.of(node, "limits", problems, List.copyOf(LIMITS.keySet())))
        .ifPresent(
            section ->
                LIMITS.forEach(
                    (key, limit) ->
                        section
                            .value(key, FabricWords::count)
                            .ifPresent(most -> profile[0] = profile[0].withLimit(limit, most))));
    return profile[0];
  }
}
