package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.WanInventory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reader of a Manager's policy objects for one owner. Two requests read the policies and all
 * lists. A data policy of Fairway's that is in force is found by the VPN list that its entry names,
 * and costs one request more; the headers of all data policies are read only where one may be
 * elsewhere. Keeps no state between two reads.
 */
public final class SnapshotReader {

  private static final String POLICIES = "/template/policy/vsmart";
  private static final String LISTS = "/template/policy/list";
  private static final String DATA = "/template/policy/definition/data";

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final WanInventory wan;
  private final Set<Segment> segments;

  /**
   * A reader.
   *
   * @param owner the owner whose rules are {@code mine} in what is read
   * @param fabric the settings
   * @param wan the inventory for whose edges rules are decoded
   */
  public SnapshotReader(OwnerId owner, ManagedFabric fabric, WanInventory wan) {
    this.owner = owner;
    this.fabric = fabric;
    this.wan = wan;
    this.segments = fabric.vpns().numbers().keySet();
  }

  /**
   * Reads and decodes, without the look; the policies late, because the active one may be put again
   * as it was read.
   *
   * @throws ManagerException where the Manager does not answer, or the answer cannot be read
   */
  public DecodedSnapshot read(ManagerApi api) {
    ReadRequests requests = new ReadRequests(api);
    requests.readLists();
    requests.readPolicies();
    return decoder(requests.readDefinitions()).decode("", api.account());
  }

  /**
   * Reads and decodes, with the look: one request more. The look comes first, so that an edit
   * between the requests shows in the next look.
   *
   * @throws ManagerException where the Manager does not answer, or the answer cannot be read
   */
  public DecodedSnapshot observe(ManagerApi api) {
    ReadRequests requests = new ReadRequests(api);
    String look = PolicyLook.of(api, requests.readPolicies());
    requests.readLists();
    return decoder(requests.readDefinitions()).decode(look, api.account());
  }

  /**
   * True where the active policy is still as it was at the revision of an observation, with
   * everything that it needs: two requests.
   *
   * @throws ManagerException where the Manager does not answer, or the answer cannot be read
   */
  public static boolean isAt(Revision since, ManagerApi api) {
    SnapshotRevision revision = SnapshotRevision.of(since);
    return revision.isAt(PolicyLook.of(api, policies(api)));
  }

  private SnapshotDecoder decoder(PolicySnapshot snapshot) {
    return new SnapshotDecoder(owner, fabric, wan, snapshot);
  }

  private static List<StoredPolicy> policies(ManagerApi api) {
    return ResponseObjects.identified(POLICIES, api.get(POLICIES), "policyId").stream()
        .map(StoredPolicy::new)
        .toList();
  }

  /** The requests of one read, and what they answered so far. */
  private final class ReadRequests {

    private final ManagerApi api;
    private final SortedMap<String, StoredPolicy> policies = new TreeMap<>();
    private final SortedMap<String, StoredList> lists = new TreeMap<>();
    private final SortedMap<String, StoredDefinition> definitions = new TreeMap<>();
    private final SortedMap<String, String> names = new TreeMap<>();

    ReadRequests(ManagerApi api) {
      this.api = api;
    }

    Collection<StoredPolicy> readPolicies() {
      policies(api).forEach(policy -> policies.put(policy.id(), policy));
      return policies.values();
    }

    void readLists() {
      for (ObjectNode list : ResponseObjects.identified(LISTS, api.get(LISTS), "listId")) {
        StoredList stored = new StoredList(list);
        lists.put(stored.id(), stored);
      }
    }

    PolicySnapshot readDefinitions() {
      policies.values().stream()
          .filter(StoredPolicy::isActive)
          .flatMap(policy -> policy.assembly().stream())
          .filter(item -> AssemblyReferences.isDataPolicy(item) && namesVpnList(item))
          .forEach(item -> readDefinition(AssemblyReferences.definition(item)));
      if (!found().containsAll(segments) || isLocked() || isReferredToElsewhere()) {
        readHeaders();
      }
      return new PolicySnapshot(policies, lists, definitions, names);
    }

    private boolean namesVpnList(ObjectNode item) {
      return AssemblyReferences.lists(List.of(item)).stream()
          .map(lists::get)
          .anyMatch(list -> list != null && ListOwnership.isVpnList(list, segments));
    }

    private Set<Segment> found() {
      return names.values().stream()
          .flatMap(name -> segment(name).stream())
          .collect(Collectors.toSet());
    }

    private boolean isLocked() {
      return lists.values().stream().anyMatch(ChangeLock::isLock);
    }

    /** True where a definition that was not read refers to a list of a rule of Fairway's. */
    private boolean isReferredToElsewhere() {
      return lists.values().stream()
          .filter(list -> ListOwnership.owner(list).isPresent())
          .flatMap(list -> ListOwnership.referringDefinitions(list).stream())
          .anyMatch(id -> !definitions.containsKey(id));
    }

    private void readHeaders() {
      for (ObjectNode header : ResponseObjects.identified(DATA, api.get(DATA), "definitionId")) {
        String id = header.path("definitionId").asText("");
        String name = header.path("name").asText("");
        names.put(id, name);
        if (segment(name).isPresent() && !definitions.containsKey(id)) {
          readDefinition(id);
        }
      }
    }

    private void readDefinition(String id) {
      String path = DATA + "/" + id;
      StoredDefinition definition =
          new StoredDefinition(ResponseObjects.object(path, api.get(path)));
      if (definition.name().isEmpty()) {
        throw ResponseObjects.unreadable(path, "is no data policy");
      }
      names.put(id, definition.name());
      if (segment(definition.name()).isPresent()) {
        definitions.put(id, definition);
      }
    }

    /** The segment whose data policy has this name. */
    private Optional<Segment> segment(String definition) {
      return segments.stream()
          .filter(segment -> SegmentDataPolicy.names(segment).contains(definition))
          .findFirst();
    }
  }
}
