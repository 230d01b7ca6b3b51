package dev.fairway.catalyst.simulator;

import java.util.Set;
import java.util.function.Predicate;

/** A matcher of requests by verb and path. */
record CallMatcher(String verb, PathPattern path) implements Predicate<SimulatorRequest> {

  private static final Set<String> VERBS = Set.of("*", "GET", "HEAD", "POST", "PUT", "DELETE");

  static CallMatcher parse(String verb, String path) {
    if (!VERBS.contains(verb)) {
      throw new IllegalArgumentException(
          "verb '" + verb + "': must be GET, HEAD, POST, PUT, DELETE, or * for any");
    }
    return new CallMatcher(verb, PathPattern.parse(path));
  }

  @Override
  public boolean test(SimulatorRequest request) {
    return (verb.equals("*") || verb.equals(request.verb())) && path.matches(request.path());
  }
}
