package dev.fairway.catalyst.simulator;

import java.util.Set;
import java.util.function.Predicate;

/** Which requests. */
record CallMatch(String verb, PathPattern path) implements Predicate<FrontRequest> {

  private static final Set<String> VERBS = Set.of("*", "GET", "HEAD", "POST", "PUT", "DELETE");

  static CallMatch parse(String verb, String path) {
    if (!VERBS.contains(verb)) {
      throw new IllegalArgumentException(
          "verb '" + verb + "': must be GET, HEAD, POST, PUT, DELETE, or * for any");
    }
    return new CallMatch(verb, PathPattern.parse(path));
  }

  @Override
  public boolean test(FrontRequest request) {
    return (verb.equals("*") || verb.equals(request.verb())) && path.matches(request.path());
  }
}
