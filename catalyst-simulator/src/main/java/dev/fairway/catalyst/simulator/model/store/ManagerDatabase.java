package dev.fairway.catalyst.simulator.model.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The database of a Manager's objects. Not thread-safe: one lock is around the whole model. */
public final class ManagerDatabase {

  private final Map<String, ManagerObject> objects = new LinkedHashMap<>();
  private final Map<String, SortedSet<String>> needs = new HashMap<>();
  private Optional<String> activePolicy = Optional.empty();
  private Optional<ReferenceIndex> index = Optional.empty();
  private Optional<SortedSet<String>> active = Optional.empty();

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

  /** The object with a name. */
  public Optional<ManagerObject> named(ObjectType type, String token, String name) {
    return all(type, token).stream().filter(object -> object.name().equals(name)).findFirst();
  }

  /** Makes it, or puts it in place of the one of its id. */
  public void put(ManagerObject object) {
    objects.put(object.id(), object);
    needs.put(object.id(), ObjectReferences.in(object));
    forgetIndex();
  }

  /** Takes it away. */
  public void remove(String id) {
    objects.remove(id);
    needs.remove(id);
    forgetIndex();
  }

  /** Everything as it is now. */
  public StoredObjects snapshot() {
    return new StoredObjects(objects);
  }

  /** Goes back to what there was. */
  public void restore(StoredObjects snapshot) {
    objects.clear();
    needs.clear();
    snapshot.objects().values().forEach(this::put);
    forgetIndex();
  }

  private void forgetIndex() {
    index = Optional.empty();
    active = Optional.empty();
  }

  private ReferenceIndex index() {
    ReferenceIndex now =
        index.orElseGet(() -> new ReferenceIndex(List.copyOf(objects.values()), needs));
    index = Optional.of(now);
    return now;
  }

  /** The objects that refer to the object directly, in the order in which they were made. */
  public List<ManagerObject> referrers(String id) {
    return index().referrers(id);
  }

  /** The id of the centralized policy that is marked as active. */
  public Optional<String> activePolicy() {
    return activePolicy;
  }

  /** Marks a policy as active, or none. */
  public void activate(Optional<String> policyId) {
    activePolicy = policyId;
    active = Optional.empty();
  }

  /** True where the active policy needs the object, or is it. */
  public boolean isActive(String id) {
    SortedSet<String> now =
        active.orElseGet(
            () -> activePolicy.map(policy -> index().reach(policy)).orElseGet(TreeSet::new));
    active = Optional.of(now);
    return now.contains(id);
  }
}
