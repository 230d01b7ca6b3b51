package dev.fairway.operator.run;

/** The failure of a start that waiting does not help. Shown without a stack trace. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * A failure with that sentence.
   *
   * @param problem a sentence without secrets: what is wrong and what would be right
   */
  public StartException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong and what would be right. */
  public String problem() {
    return problem;
  }
}
