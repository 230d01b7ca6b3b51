package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Another assembly for the active policy, activated as edited. */
final class AssemblyEdit implements ActivePolicyEdit {

  private final ManagerApi calls;
  private final PolicyApi objects;
  private final ChangeDraft draft;
  private final StoredPolicy active;
  private final AssemblyBuilder making;
  private StoredPolicy wanted;

  AssemblyEdit(ManagerApi calls, DecodedSnapshot view, ChangeDraft draft, PolicyCodec codec) {
    this.calls = calls;
    this.objects = new PolicyApi(calls);
    this.draft = draft;
    this.active = view.picture().active().orElseThrow();
    this.making = new AssemblyBuilder(objects, view, draft, codec);
    this.wanted = active;
  }

  @Override
  public void prepare(CreatedObjects made) {
    wanted = active.withAssembly(making.make(made, active.assembly()));
  }

  /** The containers too: what people wrote in them goes along as it stands. */
  @Override
  public void requireUnchanged() {
    if (!holds(active)) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "somebody changed the active policy '" + active.name() + "' just now");
    }
    draft.changed().stream()
        .flatMap(container -> container.before().stream())
        .forEach(container -> DefinitionEdit.requireUnchanged(objects, container));
  }

  private boolean holds(StoredPolicy policy) {
    return objects.policies().stream()
        .filter(StoredPolicy::isActive)
        .anyMatch(now -> now.id().equals(policy.id()) && now.assembly().equals(policy.assembly()));
  }

  @Override
  public void put() {
    objects.replacePolicy(wanted);
  }

  @Override
  public Push push() {
    return new ActivationPush(calls, active.id(), true);
  }

  @Override
  public Optional<Push> putBack() {
    objects.replacePolicy(active);
    return Optional.of(push());
  }

  @Override
  public boolean holds() {
    return holds(wanted);
  }

  @Override
  public UnusedObjects.Done done() {
    Set<String> gone = new TreeSet<>();
    draft.changed().stream()
        .flatMap(container -> container.before().stream())
        .forEach(container -> gone.add(container.definitionId()));
    gone.removeAll(AssemblyRefs.definitions(wanted.assembly()));
    Set<String> ids = new TreeSet<>(making.lists());
    ids.addAll(AssemblyRefs.lists(wanted.assembly()));
    return new UnusedObjects.Done(gone, Set.of(), Set.of(active.id()), ids);
  }
}
