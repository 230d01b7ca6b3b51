package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeChoice;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.Placement;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** From a plan and a look at the Manager to the draft of a change. Pure. */
final class ChangeDraftBuilder {

  private final DecodedSnapshot view;
  private final Plan plan;
  private final PolicyCodec codec;
  private final ScopeCodec scopes;
  private final boolean purge;
  private final ListAllocator stock;
  private final SiteListOverlap siteLists;

  /**
   * A drafting.
   *
   * @param purge true where a container with nothing in it goes, wherever it is
   */
  ChangeDraftBuilder(
      DecodedSnapshot view, Plan plan, PolicyCodec codec, ScopeCodec scopes, boolean purge) {
    this.view = view;
    this.plan = plan;
    this.codec = codec;
    this.scopes = scopes;
    this.purge = purge;
    this.stock = new ListAllocator(view.picture());
    this.siteLists = new SiteListOverlap(view.picture());
  }

  /**
   * The draft.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} or {@link ErrorKind#REJECTED}
   *     where there is none
   */
  ChangeDraft draft() {
    TreeSet<Segment> segments = new TreeSet<>(view.containers().keySet());
    plan.after().forEach(rule -> segments.add(rule.scope().segment()));
    SortedMap<Segment, SegmentDataPolicyDraft> drafts = new TreeMap<>();
    for (Segment segment : segments) {
      drafts.put(segment, container(segment));
    }
    List<Action> deeds =
        drafts.values().stream()
            .map(SegmentDataPolicyDraft::deed)
            .filter(deed -> deed != Action.NOTHING)
            .toList();
    requirePlace(deeds);
    siteLists.requireNone(drafts.values());
    return new ChangeDraft(drafts, way(deeds));
  }

  private static Optional<ChangeLock.Push> way(List<Action> deeds) {
    if (deeds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        deeds.equals(List.of(Action.EDIT))
            ? ChangeLock.Push.TEMPLATES
            : ChangeLock.Push.ACTIVATION);
  }

  /** Where nothing may be put, what is there may still be taken away. */
  private void requirePlace(List<Action> deeds) {
    boolean onlyLess = plan.after().isEmpty() && view.picture().active().isPresent();
    if (view.placement() instanceof Placement.Refused refused && !deeds.isEmpty() && !onlyLess) {
      throw new BackendException(ErrorKind.UNSUPPORTED, refused.why());
    }
  }

  private SegmentDataPolicyDraft container(Segment segment) {
    Optional<SegmentDataPolicy> before = inForce(segment);
    List<PathRule> rules =
        plan.after().stream().filter(rule -> rule.scope().segment().equals(segment)).toList();
    List<SequenceDraft> sequences =
        new SequenceMerge(plan.owner(), codec, stock, before).draft(rules);
    List<Integer> ids = SequenceNumbering.of(sequences.stream().map(SequenceDraft::seat).toList());
    Optional<Scope> scope =
        rules.stream().map(PathRule::scope).findFirst().or(() -> before.flatMap(this::followed));
    boolean moves = before.isPresent() && scope.isPresent() && !before.get().scope().equals(scope);
    if (moves) {
      requireAlone(before.get(), scope.get());
    }
    SegmentDataPolicyDraft draft =
        new SegmentDataPolicyDraft(
            segment, before, sequences, ids, Action.NOTHING, Optional.empty());
    Action deed = deed(draft, moves);
    Optional<ScopeChoice> lists =
        deed == Action.ENTER || deed == Action.MOVE
            ? scope.map(target -> choose(target, before))
            : Optional.empty();
    return new SegmentDataPolicyDraft(segment, before, sequences, ids, deed, lists);
  }

  private Optional<SegmentDataPolicy> inForce(Segment segment) {
    return Optional.ofNullable(view.containers().get(segment))
        .filter(one -> one.item().isPresent());
  }

  /**
   * A container without rules of any owner goes where those go with which it shares its site list:
   * left behind, it would keep the sites in a second one.
   */
  private Optional<Scope> followed(SegmentDataPolicy container) {
    return plan.after().stream()
        .map(PathRule::scope)
        .filter(scope -> others(container).isEmpty())
        .filter(
            scope ->
                inForce(scope.segment())
                    .filter(one -> !one.scope().equals(Optional.of(scope)))
                    .filter(one -> siteLists(one).equals(siteLists(container)))
                    .isPresent())
        .findFirst()
        .map(scope -> new Scope(container.segment(), scope.sites()));
  }

  private static List<String> siteLists(SegmentDataPolicy container) {
    return container.item().stream()
        .flatMap(item -> item.entries().stream())
        .flatMap(entry -> entry.siteLists().stream())
        .toList();
  }

  private Action deed(SegmentDataPolicyDraft draft, boolean moves) {
    boolean empty = draft.sequences().isEmpty();
    if (draft.before().isEmpty()) {
      return empty ? Action.NOTHING : Action.ENTER;
    }
    if (empty && (purge || !(view.placement() instanceof Placement.Own))) {
      return Action.LEAVE;
    }
    if (moves) {
      return Action.MOVE;
    }
    return draft.says(codec) ? Action.EDIT : Action.NOTHING;
  }

  /** Rules of one container share its sites, so one owner must not move the rules of another. */
  private void requireAlone(SegmentDataPolicy container, Scope target) {
    List<OwnerId> others = others(container);
    if (!others.isEmpty()) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          "the rules of segment '"
              + target.segment()
              + "' shall be at the sites "
              + target.sites()
              + ", and those of owner '"
              + others.get(0)
              + "' in the same data policy are at "
              + container.scope().map(scope -> scope.sites().toString()).orElse("other sites")
              + "; name the same sites in the settings of both");
    }
  }

  private List<OwnerId> others(SegmentDataPolicy container) {
    return container.sequences().stream()
        .flatMap(one -> SequenceMerge.owner(one).stream())
        .filter(owner -> !owner.equals(plan.owner()))
        .distinct()
        .toList();
  }

  private ScopeChoice choose(Scope target, Optional<SegmentDataPolicy> before) {
    List<String> current = new ArrayList<>();
    for (AssemblyEntry entry :
        before.flatMap(SegmentDataPolicy::item).map(AssemblyItem::entries).orElse(List.of())) {
      current.addAll(entry.siteLists());
      current.addAll(entry.vpnLists());
    }
    current.addAll(siteLists.inForce());
    String foreign =
        view.placement() instanceof Placement.Attach attach ? attach.siteListId().orElse("") : "";
    Optional<AllocatedList> sites =
        foreign.isEmpty()
            ? Optional.of(stock.choose(scopes.sites(target), current))
            : Optional.empty();
    return new ScopeChoice(sites, foreign, stock.choose(scopes.vpn(target.segment()), current));
  }
}
