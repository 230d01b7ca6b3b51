package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.ContainerDraft.Deed;
import dev.fairway.catalyst.change.ContainerDraft.ScopeChoice;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.picture.ChangeMark;
import dev.fairway.catalyst.picture.Container;
import dev.fairway.catalyst.picture.FabricView;
import dev.fairway.catalyst.picture.Placement;
import dev.fairway.catalyst.wire.AssemblyEntry;
import dev.fairway.catalyst.wire.AssemblyItem;
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
final class ChangeDrafting {

  private final FabricView view;
  private final Plan plan;
  private final PolicyCodec codec;
  private final ScopeCodec scopes;
  private final boolean purge;
  private final ListStock stock;
  private final SiteListOverlap siteLists;

  /**
   * A drafting.
   *
   * @param purge true where a container with nothing in it goes, wherever it is
   */
  ChangeDrafting(FabricView view, Plan plan, PolicyCodec codec, ScopeCodec scopes, boolean purge) {
    this.view = view;
    this.plan = plan;
    this.codec = codec;
    this.scopes = scopes;
    this.purge = purge;
    this.stock = new ListStock(view.picture());
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
    SortedMap<Segment, ContainerDraft> drafts = new TreeMap<>();
    for (Segment segment : segments) {
      drafts.put(segment, container(segment));
    }
    List<Deed> deeds =
        drafts.values().stream()
            .map(ContainerDraft::deed)
            .filter(deed -> deed != Deed.NOTHING)
            .toList();
    requirePlace(deeds);
    siteLists.requireNone(drafts.values());
    return new ChangeDraft(drafts, way(deeds));
  }

  private static Optional<ChangeMark.Push> way(List<Deed> deeds) {
    if (deeds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        deeds.equals(List.of(Deed.EDIT)) ? ChangeMark.Push.TEMPLATES : ChangeMark.Push.ACTIVATION);
  }

  /** Where nothing may be put, what is there may still be taken away. */
  private void requirePlace(List<Deed> deeds) {
    boolean onlyLess = plan.after().isEmpty() && view.picture().active().isPresent();
    if (view.placement() instanceof Placement.Refused refused && !deeds.isEmpty() && !onlyLess) {
      throw new BackendException(ErrorKind.UNSUPPORTED, refused.why());
    }
  }

  private ContainerDraft container(Segment segment) {
    Optional<Container> before = inForce(segment);
    List<PathRule> rules =
        plan.after().stream().filter(rule -> rule.scope().segment().equals(segment)).toList();
    List<SequenceDraft> sequences =
        new ContainerDrafting(plan.owner(), codec, stock, before).draft(rules);
    List<Integer> ids = SequencePlaces.of(sequences.stream().map(SequenceDraft::seat).toList());
    Optional<Scope> scope =
        rules.stream().map(PathRule::scope).findFirst().or(() -> before.flatMap(this::followed));
    boolean moves = before.isPresent() && scope.isPresent() && !before.get().scope().equals(scope);
    if (moves) {
      requireAlone(before.get(), scope.get());
    }
    ContainerDraft draft =
        new ContainerDraft(segment, before, sequences, ids, Deed.NOTHING, Optional.empty());
    Deed deed = deed(draft, moves);
    Optional<ScopeChoice> lists =
        deed == Deed.ENTER || deed == Deed.MOVE
            ? scope.map(target -> choose(target, before))
            : Optional.empty();
    return new ContainerDraft(segment, before, sequences, ids, deed, lists);
  }

  private Optional<Container> inForce(Segment segment) {
    return Optional.ofNullable(view.containers().get(segment))
        .filter(one -> one.item().isPresent());
  }

  /**
   * A container without rules of any owner goes where those go with which it shares its site list:
   * left behind, it would keep the sites in a second one.
   */
  private Optional<Scope> followed(Container container) {
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

  private static List<String> siteLists(Container container) {
    return container.item().stream()
        .flatMap(item -> item.entries().stream())
        .flatMap(entry -> entry.siteLists().stream())
        .toList();
  }

  private Deed deed(ContainerDraft draft, boolean moves) {
    boolean empty = draft.sequences().isEmpty();
    if (draft.before().isEmpty()) {
      return empty ? Deed.NOTHING : Deed.ENTER;
    }
    if (empty && (purge || !(view.placement() instanceof Placement.Own))) {
      return Deed.LEAVE;
    }
    if (moves) {
      return Deed.MOVE;
    }
    return draft.says(codec) ? Deed.EDIT : Deed.NOTHING;
  }

  /** Rules of one container share its sites, so one owner must not move the rules of another. */
  private void requireAlone(Container container, Scope target) {
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

  private List<OwnerId> others(Container container) {
    return container.sequences().stream()
        .flatMap(one -> ContainerDrafting.owner(one).stream())
        .filter(owner -> !owner.equals(plan.owner()))
        .distinct()
        .toList();
  }

  private ScopeChoice choose(Scope target, Optional<Container> before) {
    List<String> current = new ArrayList<>();
    for (AssemblyEntry entry :
        before.flatMap(Container::item).map(AssemblyItem::entries).orElse(List.of())) {
      current.addAll(entry.siteLists());
      current.addAll(entry.vpnLists());
    }
    current.addAll(siteLists.inForce());
    String foreign =
        view.placement() instanceof Placement.Attach attach ? attach.siteListId().orElse("") : "";
    Optional<ListChoice> sites =
        foreign.isEmpty()
            ? Optional.of(stock.choose(scopes.sites(target), current))
            : Optional.empty();
    return new ScopeChoice(sites, foreign, stock.choose(scopes.vpn(target.segment()), current));
  }
}
