package dev.fairway.operator.trace;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.Collection;
import java.util.List;

/** The suggestion of known Services for the name of an unknown one. */
public final class ServiceSuggestions {

  private static final int FEW = 10;

  private ServiceSuggestions() {}

  /**
   * {@code ; did you mean 'shop/cart'?; Services: shop/cart, shop/web}: the end of a sentence.
   *
   * @param asked the unknown name
   * @param known {@code namespace/name} of each, in any order
   */
  public static String instead(String asked, Collection<String> known) {
    List<String> sorted = known.stream().distinct().sorted().toList();
    if (sorted.isEmpty()) {
      return "; no Service was read at all";
    }
    String more = sorted.size() <= FEW ? "" : " and " + (sorted.size() - FEW) + " more";
    return NearestWord.hint(asked, sorted)
        + "; Services: "
        + String.join(", ", sorted.subList(0, Math.min(FEW, sorted.size())))
        + more;
  }
}
