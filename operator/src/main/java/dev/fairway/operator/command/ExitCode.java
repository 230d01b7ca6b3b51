package dev.fairway.operator.command;

/** What a command tells the shell. An error wins over changes. */
final class ExitCode {

  static final int NOTHING_TO_DO = 0;
  static final int ERROR = 1;
  static final int CHANGES = 2;

  private ExitCode() {}
}
