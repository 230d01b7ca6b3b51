package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How all watches are. Immutable.
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
        .allMatch(one -> one.read() && one.phase() == ResourceWatchState.Phase.WATCHING);
  }

  /** True where a watch has been broken for so long, or longer. */
  public boolean brokenFor(Duration time) {
    return resources.values().stream()
        .anyMatch(
            one ->
                one.phase() == ResourceWatchState.Phase.BROKEN
                    && one.lasting().compareTo(time) >= 0);
  }

  /** A sentence for each broken watch: {@code nodes: not allowed to ...}. */
  public List<String> problems() {
    return resources.entrySet().stream()
        .flatMap(
            one ->
                one.getValue().problem().stream()
                    .map(problem -> one.getKey().plural() + ": " + problem))
        .toList();
  }
}
