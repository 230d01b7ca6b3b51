package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.AssemblyReferences;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;

/** The creation, or the rewriting, of Fairway's own policy where none is active, activated. */
final class FirstActivation implements ActivePolicyEdit {

  private final PolicyApi policies;
  private final Optional<StoredPolicy> before;
  private final AssemblyBuilder builder;
  private StoredPolicy wanted;

  FirstActivation(PolicyApi policies, DecodedSnapshot view, ChangeDraft draft, PolicyCodec codec) {
    this.policies = policies;
    this.before = view.snapshot().policyNamed(CatalystNames.POLICY);
    this.builder = new AssemblyBuilder(policies, view.snapshot(), draft, codec);
    this.wanted = before.orElseGet(FirstActivation::emptyPolicy);
  }

  private static StoredPolicy emptyPolicy() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("policyName", CatalystNames.POLICY)
        .put("policyDescription", CatalystNames.POLICY_NOTE)
        .put("policyType", "feature")
        .put("isPolicyActivated", false);
    tree.putObject("policyDefinition").putArray("assembly");
    return new StoredPolicy(tree);
  }

  @Override
  public void prepare(CreatedObjects created) {
    wanted = wanted.withAssembly(builder.build(created, List.of()));
  }

  @Override
  public void requireUnchanged() {
    if (!policies.activePolicies().isEmpty()) {
      throw new BackendException(ErrorKind.CONFLICT, "somebody activated a policy just now");
    }
  }

  @Override
  public void put() {
    if (before.isPresent()) {
      policies.replacePolicy(wanted);
    } else {
      wanted = policies.createPolicy(wanted);
    }
  }

  @Override
  public ControllerPush push() {
    return policies.activation(wanted.id(), false);
  }

  @Override
  public Optional<ControllerPush> putBack() {
    if (!policies.activePolicies().isEmpty()) {
      throw new BackendException(
          ErrorKind.CONFLICT, "a policy became active though not every controller took it");
    }
    if (before.isPresent()) {
      policies.replacePolicy(before.get());
    } else {
      policies.deletePolicy(wanted.id());
    }
    return Optional.empty();
  }

  @Override
  public boolean isInForce() {
    return policies.activePolicies().stream().anyMatch(now -> now.id().equals(wanted.id()));
  }

  @Override
  public ChangeEffects effects() {
    return builder.effects(
        AssemblyReferences.definitions(before.map(StoredPolicy::assembly).orElse(List.of())),
        wanted);
  }
}
