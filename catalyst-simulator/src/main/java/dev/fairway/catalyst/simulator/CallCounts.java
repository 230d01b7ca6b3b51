package dev.fairway.catalyst.simulator;

import java.util.List;

/**
 * Counts of requests, refused ones included.
 *
 * @param requests all of them
 * @param writes requests for a change; neither logins nor previews nor questions
 * @param pushes writes that push to the controllers
 * @param deactivations writes that deactivate a policy
 */
public record CallCounts(int requests, int writes, int pushes, int deactivations) {

  static CallCounts of(List<LoggedCall> calls) {
    return new CallCounts(
        calls.size(),
        (int) calls.stream().filter(LoggedCall::isWrite).count(),
        of(calls, CallKind.PUSH),
        of(calls, CallKind.DEACTIVATION));
  }

  private static int of(List<LoggedCall> calls, CallKind kind) {
    return (int) calls.stream().filter(call -> call.kind() == kind).count();
  }
}
