package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One reading of the database. Two requests show the policies and all lists; a container that is in
 * force is found by the VPN list that its entry names, and costs one more. The headers of all data
 * policies are asked for only where a container may be elsewhere.
 */
final class DatabaseReading {

  private static final String POLICIES = "/template/policy/vsmart";
  private static final String LISTS = "/template/policy/list";
  private static final String DATA = "/template/policy/definition/data";

  private final ManagerApi calls;
  private final SegmentDataPolicyNames containers;
  private final SortedMap<String, StoredPolicy> policies = new TreeMap<>();
  private final SortedMap<String, StoredList> lists = new TreeMap<>();
  private final SortedMap<String, StoredDefinition> definitions = new TreeMap<>();
  private final SortedMap<String, String> names = new TreeMap<>();

  DatabaseReading(ManagerApi calls, SegmentDataPolicyNames containers) {
    this.calls = calls;
    this.containers = containers;
  }

  /** Reads. */
  PolicySnapshot read(Set<Segment> segments) {
    for (ObjectNode policy :
        ResponseObjects.identified(POLICIES, calls.get(POLICIES), "policyId")) {
      StoredPolicy stored = StoredPolicy.of(policy);
      policies.put(stored.id(), stored);
    }
    for (ObjectNode list : ResponseObjects.identified(LISTS, calls.get(LISTS), "listId")) {
      StoredList stored = StoredList.of(list);
      lists.put(stored.id(), stored);
    }
    for (ObjectNode item : activeAssembly()) {
      if (AssemblyReferences.isDataPolicy(item) && namesVpnList(item)) {
        definition(AssemblyReferences.definitionId(item));
      }
    }
    if (!found().containsAll(segments) || marked() || refersElsewhere()) {
      headers();
    }
    return new PolicySnapshot(policies, lists, definitions, names);
  }

  private List<ObjectNode> activeAssembly() {
    return policies.values().stream()
        .filter(StoredPolicy::isActive)
        .flatMap(policy -> policy.assembly().stream())
        .toList();
  }

  private boolean namesVpnList(ObjectNode item) {
    return AssemblyReferences.listIds(item).stream()
        .map(lists::get)
        .anyMatch(list -> list != null && containers.isVpnList(list));
  }

  private Set<Segment> found() {
    return names.values().stream()
        .flatMap(name -> containers.segment(name).stream())
        .collect(Collectors.toSet());
  }

  private boolean marked() {
    return lists.values().stream().anyMatch(ChangeMarks::isMark);
  }

  /** True where a definition that was not read holds a list of a rule of Fairway's. */
  private boolean refersElsewhere() {
    return lists.values().stream()
        .filter(ListOwnership::isOfRule)
        .flatMap(list -> ListOwnership.referringDefinitions(list).stream())
        .anyMatch(id -> !definitions.containsKey(id));
  }

  private void headers() {
    for (ObjectNode header : ResponseObjects.identified(DATA, calls.get(DATA), "definitionId")) {
      String id = header.path("definitionId").asText("");
      String name = header.path("name").asText("");
      names.put(id, name);
      if (containers.segment(name).isPresent() && !definitions.containsKey(id)) {
        definition(id);
      }
    }
  }

  private void definition(String id) {
    String path = DATA + "/" + id;
    StoredDefinition definition =
        StoredDefinition.of(ResponseObjects.object(path, calls.get(path)));
    if (definition.name().isEmpty()) {
      throw new ManagerException(
          ManagerException.Reason.UNREADABLE, "the answer to GET " + path + " is no data policy");
    }
    names.put(id, definition.name());
    if (containers.segment(definition.name()).isPresent()) {
      definitions.put(id, definition);
    }
  }
}
