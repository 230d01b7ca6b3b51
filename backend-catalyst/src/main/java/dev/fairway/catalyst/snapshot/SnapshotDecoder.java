package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The decoder of one policy snapshot for one owner. Pure. */
final class SnapshotDecoder {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final PolicySnapshot snapshot;
  private final PolicyCodec rules;
  private final ScopeCodec scopes;
  private final List<ObjectNode> assembly;

  SnapshotDecoder(OwnerId owner, ManagedFabric fabric, WanInventory wan, PolicySnapshot snapshot) {
    this.owner = owner;
    this.fabric = fabric;
    this.snapshot = snapshot;
    this.rules = new PolicyCodec(fabric.profile(), wan);
    this.scopes = new ScopeCodec(fabric.vpns(), wan.siteIds());
    this.assembly = snapshot.activeAssembly();
  }

  DecodedSnapshot decode() {
    SortedMap<Segment, SegmentDataPolicy> dataPolicies = new TreeMap<>();
    Set<Segment> segments = fabric.vpns().numbers().keySet();
    for (Segment segment : segments) {
      dataPolicy(segment).ifPresent(found -> dataPolicies.put(segment, found));
    }
    Optional<ChangeLock> lock =
        snapshot.lists().values().stream()
            .flatMap(list -> ChangeLock.tryParse(list).stream())
            .findFirst();
    UnusedObjects unused = new UnusedObjects(snapshot, owner, segments, ChangeEffects.NONE, false);
    List<String> unfinished =
        UnfinishedChanges.of(owner, snapshot, dataPolicies.values(), lock, unused);
    Placement placement = PlacementDecision.of(fabric, snapshot);
    Revision revision = SnapshotRevision.of(snapshot, dataPolicies, lock);
    ObservedPolicy observed =
        observed(dataPolicies.values(), revision, unfinished, diagnostics(placement));
    return new DecodedSnapshot(snapshot, dataPolicies, placement, lock, observed);
  }

  private static List<Diagnostic> diagnostics(Placement placement) {
    return placement instanceof Placement.Refused refused
        ? List.of(InventoryReader.unmanageable(refused.why()))
        : List.of();
  }

  /** The one in force, else the one with the preferred name. */
  private Optional<SegmentDataPolicy> dataPolicy(Segment segment) {
    List<String> names = SegmentDataPolicy.names(segment);
    return snapshot.definitions().entrySet().stream()
        .filter(entry -> names.contains(entry.getValue().name()))
        .min(
            Comparator.comparing(
                    (Map.Entry<String, StoredDefinition> entry) -> items(entry.getKey()).isEmpty())
                .thenComparing(entry -> entry.getValue().name())
                .thenComparing(Map.Entry::getKey))
        .map(entry -> dataPolicy(segment, entry.getKey(), entry.getValue()));
  }

  private List<AssemblyItem> items(String definitionId) {
    return assembly.stream()
        .filter(item -> AssemblyReferences.definition(item).equals(definitionId))
        .map(
            item ->
                WireJson.tryRead(item, AssemblyItem.class)
                    .orElseGet(() -> new AssemblyItem(definitionId, "", List.of())))
        .toList();
  }

  private SegmentDataPolicy dataPolicy(Segment segment, String id, StoredDefinition definition) {
    List<AssemblyItem> items = items(id);
    Optional<Scope> scope =
        items.size() == 1
            ? scopes
                .decode(
                    items.get(0),
                    list -> snapshot.list(list, SiteList.class),
                    list -> snapshot.list(list, VpnList.class))
                .filter(found -> found.segment().equals(segment))
            : Optional.empty();
    Scope decoded = scope.orElseGet(() -> new Scope(segment, new TreeSet<>()));
    return new SegmentDataPolicy(
        segment,
        id,
        definition,
        items.stream().findFirst(),
        scope,
        rules.decode(definition, decoded, snapshot::list));
  }

  /**
   * The rules in force, with positions counted through all data policies: only what the active
   * policy names is in force, and only where its scope could be decoded. A sequence of the owner's
   * that was altered is no foreign rule, because the owner writes its rule again.
   */
  private ObservedPolicy observed(
      Collection<SegmentDataPolicy> dataPolicies,
      Revision revision,
      List<String> unfinished,
      List<Diagnostic> diagnostics) {
    List<PathRule> mine = new ArrayList<>();
    List<PathRule> others = new ArrayList<>();
    List<ForeignRule> foreign = new ArrayList<>();
    int before = 0;
    for (SegmentDataPolicy dataPolicy : dataPolicies) {
      if (!dataPolicy.isInForce()) {
        continue;
      }
      boolean inScope = dataPolicy.scope().isPresent();
      for (DecodedSequence sequence : dataPolicy.sequences()) {
        int offset = before;
        sequence.fold(
            written ->
                inScope
                    && (written.rule().owner().equals(owner) ? mine : others).add(written.rule()),
            altered ->
                !altered.owner().equals(owner) && foreign.add(moved(altered.asFound(), offset)),
            found -> foreign.add(moved(found.rule(), offset)));
      }
      before += dataPolicy.sequences().size();
    }
    return new ObservedPolicy(mine, others, foreign, revision, unfinished, diagnostics);
  }

  private static ForeignRule moved(ForeignRule rule, int by) {
    return new ForeignRule(rule.name(), rule.position() + by, rule.match());
  }
}
