package dev.fairway.operator.query;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.operator.trace.QuestionException;
import java.util.List;

/** A question that has no answer. */
public final class UnanswerableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Kind {
    /** The question cannot be read. */
    MALFORMED,
    /** It speaks of something that there is not. */
    UNKNOWN
  }

  private final Kind kind;
  private final String problem;
  private final transient List<Diagnostic> besides;

  private UnanswerableException(Kind kind, String problem, List<Diagnostic> besides) {
    super(problem);
    this.kind = kind;
    this.problem = problem;
    this.besides = List.copyOf(besides);
  }

  /** Words that make no question. */
  public static UnanswerableException malformed(QuestionException cause) {
    return new UnanswerableException(Kind.MALFORMED, cause.problem(), List.of());
  }

  static UnanswerableException unknown(String problem, List<Diagnostic> besides) {
    return new UnanswerableException(Kind.UNKNOWN, problem, besides);
  }

  /** Why there is none. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong with the question and what would be right. */
  public String problem() {
    return problem;
  }

  /** What else is wrong, such as a file that could not be read: it may be the reason. */
  public List<Diagnostic> besides() {
    return besides;
  }
}
