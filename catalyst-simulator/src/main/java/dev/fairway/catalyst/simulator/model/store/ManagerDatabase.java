package dev.fairway.catalyst.simulator.model.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** The objects of a Manager. Not thread-safe: one lock is around the whole model. */
public final class ManagerDatabase {

  private final Map<String, ManagerObject> objects = new LinkedHashMap<>();
  private Optional<String> activePolicy = Optional.empty();

  /** All of one kind and path token, in the order in which they were made. */
  public List<ManagerObject> all(ObjectType type, String token) {
    return all(type).stream().filter(object -> object.token().equals(token)).toList();
  }

  /** All of one kind, in the order in which they were made. */
  public List<ManagerObject> all(ObjectType type) {
    return objects.values().stream().filter(object -> object.type() == type).toList();
  }

  /** The object with that id. */
  public Optional<ManagerObject> find(String id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** The object of that kind with that id. */
  public Optional<ManagerObject> find(ObjectType type, String token, String id) {
    return find(id).filter(object -> object.type() == type && object.token().equals(token));
  }

  /** Who holds a name. */
  public Optional<ManagerObject> named(ObjectType type, String token, String name) {
    return all(type, token).stream().filter(object -> object.name().equals(name)).findFirst();
  }

  /** Makes it, or puts it in place of the one of its id. */
  public void put(ManagerObject object) {
    objects.put(object.id(), object);
  }

  /** Takes it away. */
  public void remove(String id) {
    objects.remove(id);
  }

  /** Everything as it is now. */
  public PolicySnapshot snapshot() {
    return new PolicySnapshot(objects);
  }

  /** Goes back to what there was. */
  public void restore(PolicySnapshot snapshot) {
    objects.clear();
    objects.putAll(snapshot.objects());
  }

  /** Who refers to the object directly, in the order in which they were made. */
  public List<ManagerObject> referrers(String id) {
    return objects.values().stream()
        .filter(object -> !object.id().equals(id))
        .filter(object -> ObjectReferences.in(object).contains(id))
        .toList();
  }

  /** The id of the centralized policy that is marked as active. */
  public Optional<String> activePolicy() {
    return activePolicy;
  }

  /** Marks a policy as active, or none. */
  public void activate(Optional<String> policyId) {
    activePolicy = policyId;
  }

  /** True where the active policy needs the object. */
  public boolean isActive(String id) {
    return activeIds().contains(id);
  }

  /** The ids of all that the active policy needs, itself among them. */
  public SortedSet<String> activeIds() {
    return activePolicy.map(snapshot()::reach).orElseGet(java.util.TreeSet::new);
  }
}
