package dev.fairway.k8s.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of a file as trees of maps, lists and scalars, and where reading ended. */
final class ParsedDocuments {

  /**
   * Why a file could not be read to its end.
   *
   * @param where {@code line 12, column 3}; empty where it cannot be told
   * @param what what is wrong there
   */
  record Problem(String where, String what) {}

  private final List<Object> documents = new ArrayList<>();
  private @Nullable Problem problem;

  /** Keeps a document; an empty one is none. */
  void add(@Nullable Object document) {
    if (document != null) {
      documents.add(document);
    }
  }

  ParsedDocuments endedBy(String where, String what) {
    problem = new Problem(where, what);
    return this;
  }

  /** The documents before the problem, in the order of the file. */
  List<Object> documents() {
    return documents;
  }

  Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
