package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
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
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The decoder of one policy snapshot for one owner. Pure. */
final class SnapshotDecoder {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final PolicySnapshot snapshot;
  private final PolicyCodec rules;
  private final ScopeCodec scopes;
  private final SortedSet<SiteId> known;
  private final List<ObjectNode> assembly;

  SnapshotDecoder(OwnerId owner, ManagedFabric fabric, WanInventory wan, PolicySnapshot snapshot) {
    this.owner = owner;
    this.fabric = fabric;
    this.snapshot = snapshot;
    this.rules = new PolicyCodec(fabric.profile(), wan);
    this.known = wan.siteIds();
    this.scopes = new ScopeCodec(fabric.vpns(), known);
    this.assembly = snapshot.activeAssembly();
  }

  /**
   * Decodes.
   *
   * @param look the look at the active policy; empty where it was not read
   * @param account the account of this program; empty where that is not known
   */
  DecodedSnapshot decode(String look, Optional<String> account) {
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
    Revision revision = SnapshotRevision.of(look, snapshot, dataPolicies, lock).revision();
    EditTrace trace = new EditTrace(owner, snapshot, dataPolicies.values());
    List<String> taken = new ArrayList<>();
    if (lock.isEmpty()) {
      taken.addAll(trace.detached());
      taken.addAll(trace.altered());
    }
    Optional<LastEdit> lastEdit = trace.lastEdit(account);
    ObservedPolicy observed =
        observed(
                dataPolicies.values(),
                revision,
                unfinished,
                diagnostics(placement, dataPolicies.values()),
                lastEdit.map(LastEdit::text))
            .withLastWrite(
                lock.filter(held -> held.owner().equals(owner)).flatMap(ChangeLock::write));
    return new DecodedSnapshot(
        snapshot, dataPolicies, placement, lock, taken, lastEdit, trace.stamp(), observed);
  }

  private List<Diagnostic> diagnostics(
      Placement placement, Collection<SegmentDataPolicy> dataPolicies) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (placement instanceof Placement.Refused refused) {
      diagnostics.add(InventoryReader.unmanageable(refused.why()));
    }
    dataPolicies.stream()
        .filter(dataPolicy -> dataPolicy.isDeclared() && !dataPolicy.isInForce())
        .filter(
            dataPolicy ->
                dataPolicy.sequences().stream()
                    .anyMatch(
                        sequence -> SegmentDataPolicy.owner(sequence).equals(Optional.of(owner))))
        .map(
            dataPolicy ->
                EditTrace.detached(snapshot, dataPolicy)
                    + "; it holds rules of Fairway, which did not make it and so does not attach"
                    + " it: attach it again, or delete it")
        .forEach(why -> diagnostics.add(warning(DiagnosticCode.DATA_POLICY_NOT_ATTACHED, why)));
    snapshot.lists().values().stream()
        .filter(list -> ListOwnership.hasLostMark(list, owner))
        .map(
            list ->
                ("the list '%s' of a rule has lost Fairway's mark: another tool wrote it with the"
                        + " description '%s'. Fairway puts another list in its place and deletes"
                        + " none without its mark; take it out of the state of that tool, and"
                        + " delete it once nothing refers to it")
                    .formatted(list.name(), list.description()))
        .forEach(why -> diagnostics.add(warning(DiagnosticCode.LIST_UNMARKED, why)));
    return diagnostics;
  }

  private static Diagnostic warning(DiagnosticCode code, String why) {
    return Diagnostic.warning(code, new Subject(Subject.Kind.BACKEND, "catalyst"), "", "", why);
  }

  /** The one in force, else one that others declared, else the one with the preferred name. */
  private Optional<SegmentDataPolicy> dataPolicy(Segment segment) {
    List<String> names = SegmentDataPolicy.names(segment);
    return snapshot.definitions().entrySet().stream()
        .filter(entry -> names.contains(entry.getValue().name()))
        .min(
            Comparator.comparing(
                    (Map.Entry<String, StoredDefinition> entry) -> items(entry.getKey()).isEmpty())
                .thenComparing(entry -> CatalystNames.isMade(entry.getValue().description()))
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

  /**
   * The site list of an id. Of one that Fairway did not make only the sites that are there count:
   * it may name others of the settings, and none beside.
   */
  private Optional<SiteList> siteList(String id) {
    Optional<SiteList> list = snapshot.list(id, SiteList.class);
    boolean made = snapshot.stored(id).filter(ListOwnership::isSiteList).isPresent();
    return made ? list : list.flatMap(declared -> DeclaredSites.there(declared, fabric, known));
  }

  private SegmentDataPolicy dataPolicy(Segment segment, String id, StoredDefinition definition) {
    List<AssemblyItem> items = items(id);
    Optional<Scope> scope =
        items.size() == 1
            ? scopes
                .decode(items.get(0), this::siteList, list -> snapshot.list(list, VpnList.class))
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
      List<Diagnostic> diagnostics,
      Optional<String> editedBy) {
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
    return new ObservedPolicy(mine, others, foreign, revision, unfinished, diagnostics, editedBy);
  }

  private static ForeignRule moved(ForeignRule rule, int by) {
    return new ForeignRule(rule.name(), rule.position() + by, rule.match());
  }
}
