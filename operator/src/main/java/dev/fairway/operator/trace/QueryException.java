package dev.fairway.operator.trace;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.NearestWord;
import java.util.Collection;
import java.util.List;

/** The failure of a query about a Service or a packet. The message says what would be right. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int FEW = 10;

  /** The reasons why a query has no answer. */
  public enum Kind {
    /** The query cannot be read. */
    MALFORMED,
    /** It names what there is not. */
    UNKNOWN,
    /** There is nothing to answer from yet, or another process has it. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final String problem;
  private final transient List<Diagnostic> diagnostics;

  private QueryException(Kind kind, String problem, List<Diagnostic> diagnostics) {
    super(problem);
    this.kind = kind;
    this.problem = problem;
    this.diagnostics = List.copyOf(diagnostics);
  }

  static QueryException malformed(String problem) {
    return new QueryException(Kind.MALFORMED, problem, List.of());
  }

  /** A query that names what there is not. */
  public static QueryException unknown(String problem) {
    return new QueryException(Kind.UNKNOWN, problem, List.of());
  }

  /** A query that cannot be answered now. */
  public static QueryException unavailable(String problem) {
    return new QueryException(Kind.UNAVAILABLE, problem, List.of());
  }

  /** The same failure, with diagnostics that may be the reason, such as an unreadable file. */
  public QueryException with(List<Diagnostic> reasons) {
    return new QueryException(kind, problem, reasons);
  }

  /** The reason why there is no answer. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong with the query and what would be right, in a sentence. */
  public String problem() {
    return problem;
  }

  /** The diagnostics that may be the reason. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * The suggestion of known Services for the name of an unknown one: {@code ; did you mean
   * 'shop/cart'?; Services: shop/cart, shop/web}: the end of a sentence.
   *
   * @param asked the unknown name
   * @param known {@code namespace/name} of each, in any order
   */
  public static String servicesInsteadOf(String asked, Collection<String> known) {
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
