package dev.fairway.core.diagnostic;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class NearestWord {

  private NearestWord() {}

  /**
   * The known word nearest to the one written, where it is near: at most a third of its letters
   * differ (insertions, deletions, exchanges), at least one allowed. Ties go to the first in
   * alphabetical order.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    int allowed = Math.max(1, written.length() / 3);
    String best = null;
    int bestDistance = allowed + 1;
    for (String word : known.stream().sorted().toList()) {
      int distance = distance(written, word);
      if (distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code "; did you mean 'x'?"}, or nothing where no known word is near. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /** The Levenshtein distance. O(length x length). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchanged, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
