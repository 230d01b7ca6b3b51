package dev.fairway.operator.trace;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.List;

/** The failure of a query about a Service or a packet. The message says what would be right. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

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
}
