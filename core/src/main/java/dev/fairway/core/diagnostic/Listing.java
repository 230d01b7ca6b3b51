package dev.fairway.core.diagnostic;

import java.util.Collection;
import java.util.stream.Collectors;

/** The short list in messages: the first few texts, and how many more there are. */
public final class Listing {

  private Listing() {}

  /** {@code a, b and 3 more}: at most so many texts, in the order in which they come. */
  public static String of(int most, Collection<String> texts) {
    return of(most, ", ", texts);
  }

  /** As {@link #of(int, Collection)}, with another separator. */
  public static String of(int most, String separator, Collection<String> texts) {
    String shown = texts.stream().limit(most).collect(Collectors.joining(separator));
    return texts.size() > most ? shown + " and " + (texts.size() - most) + " more" : shown;
  }
}
