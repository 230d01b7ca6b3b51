package dev.fairway.operator.run;

/** Why an operator cannot start, where waiting does not help. Shown without a stack trace. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * For that reason.
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
