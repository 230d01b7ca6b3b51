package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policy objects in a Manager's database at one moment, as far as Fairway reads them.
 * Immutable.
 *
 * @param policies all centralized policies, by id
 * @param lists all lists to which definitions and assemblies refer, by id
 * @param definitions the data policies whose name is one of Fairway's, by id, whole
 * @param names the names of data policies, by id, as far as they were read
 */
public record PolicySnapshot(
    SortedMap<String, StoredPolicy> policies,
    SortedMap<String, StoredList> lists,
    SortedMap<String, StoredDefinition> definitions,
    SortedMap<String, String> names) {

  /** Copies the maps. */
  public PolicySnapshot {
    policies = copy(policies);
    lists = copy(lists);
    definitions = copy(definitions);
    names = copy(names);
  }

  private static <T> SortedMap<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The policy that the controllers run, where there is one. */
  public Optional<StoredPolicy> active() {
    return policies.values().stream().filter(StoredPolicy::isActive).findFirst();
  }

  /** The items of the active policy's assembly, in their order; none without an active policy. */
  public List<ObjectNode> activeAssembly() {
    return active().map(StoredPolicy::assembly).orElse(List.of());
  }

  /** The policy of a name, where there is one. */
  public Optional<StoredPolicy> policyNamed(String name) {
    return policies.values().stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  /** True where the assembly of some policy, active or not, names the definition. */
  public boolean isAssembled(String definitionId) {
    return policies.values().stream()
        .anyMatch(
            policy -> AssemblyReferences.definitions(policy.assembly()).contains(definitionId));
  }

  /** The list of an id as it is stored. */
  public Optional<StoredList> stored(String id) {
    return Optional.ofNullable(lists.get(id));
  }

  /** The list of an id, where it is there and can be read. */
  public Optional<PolicyList> list(String id) {
    return stored(id).flatMap(StoredList::read);
  }

  /** The list of an id, where it is there, can be read and is of this type. */
  public <T extends PolicyList> Optional<T> list(String id, Class<T> type) {
    return list(id).filter(type::isInstance).map(type::cast);
  }

  /** The list of a name among those of one type, in any case of the type. */
  public Optional<StoredList> listNamed(String type, String name) {
    return lists.values().stream()
        .filter(list -> list.type().equalsIgnoreCase(type) && list.name().equals(name))
        .findFirst();
  }

  /** The name of a data policy, or its id where no name was read. */
  public String nameOf(String definitionId) {
    return names.getOrDefault(definitionId, definitionId);
  }
}
