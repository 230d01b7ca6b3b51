package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request of a logged-in user.
 *
 * @param user the name of the user
 * @param verb {@code GET}, {@code POST}, {@code PUT}, {@code DELETE}
 * @param path below {@code /dataservice}, decoded, without query: {@code /template/policy/vsmart}
 * @param query the values by name
 * @param body JSON, where there is any
 */
public record ModelRequest(
    String user,
    String verb,
    String path,
    SortedMap<String, List<String>> query,
    Optional<JsonNode> body) {

  /** Copies. */
  public ModelRequest {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    query.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    query = Collections.unmodifiableSortedMap(copy);
  }
}
