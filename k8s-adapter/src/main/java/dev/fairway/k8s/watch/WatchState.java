package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The state of all watches. Immutable.
 *
 * @param resources each resource, in their order
 */
public record WatchState(Map<WatchedResource, ResourceWatchState> resources) {

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

  /** True where a watch has been broken for so long, or longer. */
  public boolean brokenFor(Duration time) {
    return resources.values().stream()
        .anyMatch(
            watch ->
                watch.phase() == ResourceWatchState.Phase.BROKEN
                    && watch.lasting().compareTo(time) >= 0);
  }

  /** A sentence for each broken watch: {@code nodes: not allowed to ...}. */
  public List<String> problems() {
    return resources.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().problem().stream()
                    .map(problem -> entry.getKey().plural() + ": " + problem))
        .toList();
  }
}
