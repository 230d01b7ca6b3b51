package dev.fairway.core.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Spelling suggestions: the known word with the smallest edit distance to a misspelt one. */
public final class NearestWord {

  private NearestWord() {}

  /**
   * The known word nearest to the one written, where it is near: at most a third of its letters
   * differ (insertions, deletions, exchanges, neighbours swapped), at least one allowed. Ties go to
   * the first in alphabetical order.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    int allowed = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(word -> isWithin(allowed, written, word))
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean 'x'?"}, or nothing where no known word is near. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /** True where at most so many letters differ, counted as for {@link #of}. */
  public static boolean isWithin(int letters, String written, String word) {
    return Math.abs(written.length() - word.length()) <= letters
        && distance(written, word) <= letters;
  }

  /** The optimal string alignment distance. O(length x length). */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, rows, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] rows, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = rows[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
