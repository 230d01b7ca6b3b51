package dev.fairway.operator.command;

/** The exit codes of commands. An error wins over changes. */
public final class ExitCode {

  /** Success, with nothing to change. */
  public static final int NOTHING_TO_DO = 0;

  /** An error, whatever else. */
  public static final int ERROR = 1;

  /** Success, with changes to make. */
  public static final int CHANGES = 2;

  private ExitCode() {}
}
