package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A store of lists, as a Manager keeps them: each as JSON, under an id that it gives. */
final class InMemoryLists {

  private final Map<String, String> bodies = new TreeMap<>();

  static String idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  InMemoryLists put(Collection<? extends PolicyList> lists) {
    lists.forEach(list -> put(idOf(list.name()), WireJson.write(list)));
    return this;
  }

  void put(String id, String body) {
    bodies.put(id, body);
  }

  void remove(String id) {
    bodies.remove(id);
  }

  Optional<PolicyList> list(String id) {
    return Optional.ofNullable(bodies.get(id))
        .flatMap(body -> WireJson.tryRead(WireJson.object(body), PolicyList.class));
  }

  <T extends PolicyList> Optional<T> list(String id, Class<T> type) {
    return list(id).filter(type::isInstance).map(type::cast);
  }
}
