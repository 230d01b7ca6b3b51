package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.WanInventory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one picture means for one owner. Pure. */
final class SnapshotDecoder {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final PolicySnapshot picture;
  private final PolicyCodec rules;
  private final ScopeCodec scopes;
  private final List<ObjectNode> assembly;

  SnapshotDecoder(OwnerId owner, ManagedFabric fabric, WanInventory wan, PolicySnapshot picture) {
    this.owner = owner;
    this.fabric = fabric;
    this.picture = picture;
    this.rules = new PolicyCodec(fabric.profile(), wan);
    this.scopes = new ScopeCodec(fabric.vpns(), wan.siteIds());
    this.assembly = picture.active().map(StoredPolicy::assembly).orElse(List.of());
  }

  DecodedSnapshot view() {
    SortedMap<Segment, SegmentDataPolicy> containers = new TreeMap<>();
    for (Segment segment : fabric.vpns().numbers().keySet()) {
      container(segment).ifPresent(found -> containers.put(segment, found));
    }
    Optional<ChangeLock> mark =
        picture.lists().values().stream()
            .flatMap(list -> ChangeMarks.tryParse(list).stream())
            .findFirst();
    List<String> unfinished = new UnfinishedChanges(owner, picture, containers, mark).sentences();
    Placement placement = PlacementDecision.of(fabric, picture);
    return new DecodedSnapshot(
        picture,
        containers,
        placement,
        mark,
        Observation.of(
            owner,
            containers.values(),
            SnapshotRevision.of(picture, containers, mark),
            unfinished,
            diagnostics(placement)));
  }

  private static List<Diagnostic> diagnostics(Placement placement) {
    return placement instanceof Placement.Refused refused
        ? List.of(InventoryReader.unmanageable(refused.why()))
        : List.of();
  }

  /** The one in force, else the one whose name is the plain one. */
  private Optional<SegmentDataPolicy> container(Segment segment) {
    String name = CatalystNames.definition(segment);
    List<String> both = List.of(name, CatalystNames.second(name));
    return picture.definitions().keySet().stream()
        .filter(id -> both.contains(nameOf(id)))
        .min(
            Comparator.comparing((String id) -> items(id).isEmpty())
                .thenComparing(this::nameOf)
                .thenComparing(Comparator.naturalOrder()))
        .map(id -> container(segment, id));
  }

  private String nameOf(String definitionId) {
    return Optional.ofNullable(picture.definitions().get(definitionId))
        .map(StoredDefinition::name)
        .orElse("");
  }

  private List<AssemblyItem> items(String definitionId) {
    return assembly.stream()
        .filter(item -> AssemblyReferences.definitionId(item).equals(definitionId))
        .map(
            item ->
                WireJson.tryRead(item, AssemblyItem.class)
                    .orElseGet(() -> new AssemblyItem(definitionId, "", List.of())))
        .toList();
  }

  private SegmentDataPolicy container(Segment segment, String id) {
    StoredDefinition definition = Optional.ofNullable(picture.definitions().get(id)).orElseThrow();
    List<AssemblyItem> items = items(id);
    Optional<Scope> scope =
        items.size() == 1
            ? scopes
                .decode(
                    items.get(0),
                    list -> picture.list(list, SiteList.class),
                    list -> picture.list(list, VpnList.class))
                .filter(found -> found.segment().equals(segment))
            : Optional.empty();
    return new SegmentDataPolicy(
        segment,
        id,
        definition,
        items.stream().findFirst(),
        scope,
        rules.decode(
            definition, scope.orElseGet(() -> new Scope(segment, new TreeSet<>())), picture::list));
  }
}
