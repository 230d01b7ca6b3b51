package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The state of all watches. Immutable.
 *
 * @param resources each resource, in their order
 * @param apiServer whether the API server answers reads, whatever the watches say
 */
public record WatchState(
    Map<WatchedResource, ResourceWatchState> resources, ApiServerState apiServer) {

  /** Copies; refuses to leave one out. */
  public WatchState {
    if (resources.size() != WatchedResource.values().length) {
      throw new IllegalArgumentException("watches of " + resources.keySet());
    }
    resources = Collections.unmodifiableMap(new EnumMap<>(resources));
  }

  /** True once every resource was listed whole. */
  public boolean read() {
    return resources.values().stream().allMatch(ResourceWatchState::read);
  }

  /** True where every resource was listed whole, and every change of it comes as it happens. */
  public boolean watching() {
    return resources.values().stream()
        .allMatch(watch -> watch.read() && watch.phase() == ResourceWatchState.Phase.WATCHING);
  }

  /** True where a watch has been broken, or the API server away, for so long, or longer. */
  public boolean brokenFor(Duration time) {
    return apiServer.awayFor(time)
        || resources.values().stream()
            .anyMatch(
                watch ->
                    watch.phase() == ResourceWatchState.Phase.BROKEN
                        && watch.lasting().compareTo(time) >= 0);
  }

  /**
   * A sentence for the API server and for each broken watch: {@code nodes: not allowed to ...}.
   * What is said of the API server is not said again of each watch.
   */
  public List<String> problems() {
    Stream<String> server = apiServer.problem().stream().map(problem -> "API server: " + problem);
    Stream<String> watches =
        resources.entrySet().stream()
            .filter(entry -> !entry.getValue().problem().equals(apiServer.problem()))
            .flatMap(
                entry ->
                    entry.getValue().problem().stream()
                        .map(problem -> entry.getKey().plural() + ": " + problem));
    return Stream.concat(server, watches).toList();
  }
}
