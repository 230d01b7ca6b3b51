package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeLists;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.AssemblyReferences;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.Placement;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.snapshot.UnusedObjects;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.AssemblyItem.AssemblyEntry;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The builder of a change's draft from a plan and a snapshot. Pure. */
final class ChangeDraftBuilder {

  private final DecodedSnapshot view;
  private final Plan plan;
  private final PolicyCodec codec;
  private final ScopeCodec scopes;
  private final boolean purge;
  private final ListAllocator lists;
  private final SiteListOverlap siteLists;
  private final DeclaredObjects declared;

  ChangeDraftBuilder(DecodedSnapshot view, ChangeRequest request) {
    this.view = view;
    this.plan = request.plan();
    this.codec = request.codec();
    this.scopes = request.scopes();
    this.purge = request.purge();
    this.lists = new ListAllocator(view.snapshot());
    this.siteLists = new SiteListOverlap(view.snapshot());
    this.declared = new DeclaredObjects(view.snapshot(), request);
  }

  /**
   * Builds the draft.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} or {@link ErrorKind#REJECTED}
   *     where the plan cannot be carried out
   */
  ChangeDraft build() {
    TreeSet<Segment> segments = new TreeSet<>(view.dataPolicies().keySet());
    plan.after().forEach(rule -> segments.add(rule.scope().segment()));
    List<SegmentDataPolicyDraft> changed =
        segments.stream()
            .map(this::draft)
            .filter(draft -> draft.action() != Action.NOTHING)
            .toList();
    requirePlacement(changed);
    siteLists.requireNone(changed);
    Optional<SegmentDataPolicyDraft> first =
        changed.stream()
            .filter(draft -> draft.action() == Action.EDIT && draft.isDeclared())
            .filter(draft -> changed.size() > 1)
            .findFirst();
    return first
        .map(draft -> new ChangeDraft(List.of(draft), Optional.of(PushMethod.TEMPLATES), true))
        .orElseGet(() -> new ChangeDraft(changed, push(changed), false));
  }

  private static Optional<PushMethod> push(List<SegmentDataPolicyDraft> changed) {
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    boolean onlyEdit = changed.size() == 1 && changed.get(0).action() == Action.EDIT;
    return Optional.of(onlyEdit ? PushMethod.TEMPLATES : PushMethod.ACTIVATION);
  }

  /** Where no rule may be placed, rules that are there may still be removed. */
  private void requirePlacement(List<SegmentDataPolicyDraft> changed) {
    boolean onlyRemoves = plan.after().isEmpty() && view.snapshot().active().isPresent();
    if (view.placement() instanceof Placement.Refused refused
        && !changed.isEmpty()
        && !onlyRemoves) {
      throw new BackendException(ErrorKind.UNSUPPORTED, refused.why());
    }
  }

  private SegmentDataPolicyDraft draft(Segment segment) {
    Optional<SegmentDataPolicy> before =
        Optional.ofNullable(view.dataPolicies().get(segment))
            .filter(found -> found.isInForce() || isReusable(found));
    List<PathRule> rules =
        plan.after().stream().filter(rule -> rule.scope().segment().equals(segment)).toList();
    rules.stream()
        .findFirst()
        .ifPresent(rule -> declared.require(view.dataPolicies(), rule.scope()));
    SegmentDataPolicyDraft draft =
        new SegmentDataPolicyDraft(
            segment,
            before,
            new SequenceMerge(plan.owner(), codec, lists, before).merge(rules),
            Action.NOTHING,
            Optional.empty());
    Optional<Scope> scope =
        rules.stream().map(PathRule::scope).findFirst().or(() -> before.flatMap(this::followed));
    boolean moves =
        before.filter(SegmentDataPolicy::isInForce).isPresent()
            && scope.isPresent()
            && !draft.isDeclared()
            && !before.get().scope().equals(scope);
    if (moves) {
      requireSoleOwner(before.get(), scope.get());
    }
    Action action = action(draft, rules, moves);
    boolean written = action == Action.ENTER || action == Action.MOVE;
    return draft.with(
        action, scope.filter(target -> written).map(target -> scopeLists(target, before)));
  }

  private Optional<SegmentDataPolicy> inForce(Segment segment) {
    return Optional.ofNullable(view.dataPolicies().get(segment))
        .filter(SegmentDataPolicy::isInForce);
  }

  /**
   * True for a data policy of Fairway's that is in force nowhere: attached again, it keeps its id,
   * and its rules of other owners, which would write them again as they are.
   */
  private boolean isReusable(SegmentDataPolicy dataPolicy) {
    String own = view.placement() instanceof Placement.Own policy ? policy.policyId() : "";
    boolean named =
        view.snapshot().policies().values().stream()
            .filter(policy -> !policy.id().equals(own))
            .anyMatch(
                policy ->
                    AssemblyReferences.definitions(policy.assembly())
                        .contains(dataPolicy.definitionId()));
    return !named && UnusedObjects.isFairways(view.snapshot(), dataPolicy.definition());
  }

  /**
   * The scope that a data policy without rules of any owner shares with another one's rules by its
   * site list: left behind, it would keep the sites in a second list.
   */
  private Optional<Scope> followed(SegmentDataPolicy dataPolicy) {
    return plan.after().stream()
        .map(PathRule::scope)
        .filter(scope -> others(dataPolicy).isEmpty())
        .filter(
            scope ->
                inForce(scope.segment())
                    .filter(moving -> !moving.scope().equals(Optional.of(scope)))
                    .filter(moving -> siteLists(moving).equals(siteLists(dataPolicy)))
                    .isPresent())
        .findFirst()
        .map(scope -> new Scope(dataPolicy.segment(), scope.sites()));
  }

  private static List<AssemblyEntry> entries(SegmentDataPolicy dataPolicy) {
    return dataPolicy.item().map(AssemblyItem::entries).orElse(List.of());
  }

  private static List<String> siteLists(SegmentDataPolicy dataPolicy) {
    return entries(dataPolicy).stream().flatMap(entry -> entry.siteLists().stream()).toList();
  }

  private Action action(SegmentDataPolicyDraft draft, List<PathRule> rules, boolean moves) {
    boolean empty = draft.sequences().isEmpty();
    if (draft.before().filter(SegmentDataPolicy::isInForce).isEmpty()) {
      return rules.isEmpty() ? Action.NOTHING : Action.ENTER;
    }
    boolean leaves = purge || !(view.placement() instanceof Placement.Own);
    if (empty && leaves && !draft.isDeclared()) {
      return Action.LEAVE;
    }
    if (moves) {
      return Action.MOVE;
    }
    return draft.isChanged(codec) ? Action.EDIT : Action.NOTHING;
  }

  /** Rules of one data policy share its sites, so an owner must not move another owner's rules. */
  private void requireSoleOwner(SegmentDataPolicy dataPolicy, Scope target) {
    List<OwnerId> others = others(dataPolicy);
    if (!others.isEmpty()) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          ("the rules of segment '%s' shall be at the sites %s, and those of owner '%s' in the same"
                  + " data policy are at %s; name the same sites in the settings of both")
              .formatted(
                  target.segment(),
                  target.sites(),
                  others.get(0),
                  dataPolicy.scope().map(scope -> scope.sites().toString()).orElse("other sites")));
    }
  }

  private List<OwnerId> others(SegmentDataPolicy dataPolicy) {
    return dataPolicy.sequences().stream()
        .flatMap(sequence -> SegmentDataPolicy.owner(sequence).stream())
        .filter(owner -> !owner.equals(plan.owner()))
        .distinct()
        .toList();
  }

  private ScopeLists scopeLists(Scope target, Optional<SegmentDataPolicy> before) {
    List<String> current = new ArrayList<>();
    for (AssemblyEntry entry : before.map(ChangeDraftBuilder::entries).orElse(List.of())) {
      current.addAll(entry.siteLists());
      current.addAll(entry.vpnLists());
    }
    current.addAll(siteLists.inForce());
    String foreign =
        view.placement() instanceof Placement.Attach attach ? attach.siteListId().orElse("") : "";
    Optional<AllocatedList> sites =
        foreign.isEmpty() ? Optional.of(sites(target, current)) : Optional.empty();
    AllocatedList vpn =
        declared
            .vpnList(target.segment(), current)
            .orElseGet(() -> lists.allocate(scopes.vpn(target.segment()), current));
    return new ScopeLists(sites, foreign, vpn);
  }

  private AllocatedList sites(Scope target, List<String> current) {
    return declared
        .siteList(view.dataPolicies(), target, current)
        .orElseGet(() -> lists.allocate(scopes.sites(target), current));
  }
}
