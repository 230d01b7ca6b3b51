package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A policy of Fairway's own, where none is active: made, or made anew, and activated. */
final class FirstActivation implements ActivePolicyEdit {

  private final ManagerApi calls;
  private final PolicyApi objects;
  private final Optional<StoredPolicy> before;
  private final AssemblyBuilder making;
  private StoredPolicy wanted;

  FirstActivation(ManagerApi calls, DecodedSnapshot view, ChangeDraft draft, PolicyCodec codec) {
    this.calls = calls;
    this.objects = new PolicyApi(calls);
    this.before =
        view.picture().policies().values().stream()
            .filter(policy -> policy.name().equals(CatalystNames.POLICY))
            .findFirst();
    this.making = new AssemblyBuilder(objects, view, draft, codec);
    this.wanted = before.orElseGet(FirstActivation::nothing);
  }

  private static StoredPolicy nothing() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("policyName", CatalystNames.POLICY)
        .put("policyDescription", "Fairway")
        .put("policyType", "feature")
        .put("isPolicyActivated", false);
    tree.putObject("policyDefinition").putArray("assembly");
    return StoredPolicy.of(tree);
  }

  @Override
  public void prepare(CreatedObjects made) {
    wanted = wanted.withAssembly(making.make(made, List.of()));
  }

  @Override
  public void requireUnchanged() {
    if (objects.policies().stream().anyMatch(StoredPolicy::isActive)) {
      throw new BackendException(ErrorKind.CONFLICT, "somebody activated a policy just now");
    }
  }

  @Override
  public void put() {
    if (before.isPresent()) {
      objects.replacePolicy(wanted);
    } else {
      String id = objects.createPolicy(wanted.tree());
      wanted = StoredPolicy.of(wanted.tree().put("policyId", id));
    }
  }

  @Override
  public Push push() {
    return new ActivationPush(calls, wanted.id(), false);
  }

  @Override
  public Optional<Push> putBack() {
    if (objects.policies().stream().anyMatch(StoredPolicy::isActive)) {
      throw new BackendException(
          ErrorKind.CONFLICT, "a policy became active though not every controller took it");
    }
    if (before.isPresent()) {
      objects.replacePolicy(before.get());
    } else {
      objects.deletePolicy(wanted.id());
    }
    return Optional.empty();
  }

  @Override
  public boolean holds() {
    return objects.policies().stream()
        .filter(StoredPolicy::isActive)
        .anyMatch(now -> now.id().equals(wanted.id()));
  }

  @Override
  public UnusedObjects.Done done() {
    Set<String> ids = new TreeSet<>(making.lists());
    ids.addAll(AssemblyRefs.lists(wanted.assembly()));
    Set<String> gone =
        new TreeSet<>(before.map(one -> AssemblyRefs.definitions(one.assembly())).orElse(Set.of()));
    gone.removeAll(AssemblyRefs.definitions(wanted.assembly()));
    return new UnusedObjects.Done(gone, Set.of(), Set.of(wanted.id()), ids);
  }
}
