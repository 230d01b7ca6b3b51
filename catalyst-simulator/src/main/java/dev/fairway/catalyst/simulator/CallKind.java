package dev.fairway.catalyst.simulator;

import java.util.List;
import java.util.stream.Stream;

/** The kind of a request, whether or not it is carried out. */
public enum CallKind {
  /** It changes nothing: also previews, and questions that are sent by {@code POST}. */
  READ,
  /** It changes what the Manager keeps. */
  WRITE,
  /** A write that has the Manager send something to the controllers. */
  PUSH,
  /** A write that takes the policy away from the controllers. */
  DEACTIVATION;

  private static final List<PathPattern> QUESTIONS =
      patterns(
          PublicEndpoints.LOGIN,
          "/template/device/config/input",
          "/template/device/config/config",
          "/template/device/config/duplicateip",
          "/template/device/config/exportcsv",
          "/template/device/config/verify",
          "/template/policy/assembly/*",
          "/template/policy/definition/*/preview",
          "/template/policy/list/*/preview",
          "/device/action/uniquevpnlist",
          "/statistics/**",
          "/alarms/**",
          "/event/**",
          "/tenant/*/vsessionid");

  private static final List<PathPattern> PUSHES =
      patterns(
          "/template/device/config/attachfeature",
          "/template/device/config/attachcli",
          "/template/device/config/attachment",
          "/template/config/device/mode/cli",
          "/template/policy/vsmart/activate/*",
          "/template/policy/vsmart/activate/central/*");

  private static final List<PathPattern> DEACTIVATIONS =
      patterns("/template/policy/vsmart/deactivate/*");

  private static List<PathPattern> patterns(String... texts) {
    return Stream.of(texts).map(PathPattern::parse).toList();
  }

  static CallKind of(SimulatorRequest request) {
    boolean post = request.verb().equals("POST");
    if (!request.api() || !request.needsXsrfToken() || (post && in(QUESTIONS, request))) {
      return READ;
    }
    if (post && in(DEACTIVATIONS, request)) {
      return DEACTIVATION;
    }
    return post && in(PUSHES, request) ? PUSH : WRITE;
  }

  private static boolean in(List<PathPattern> patterns, SimulatorRequest request) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(request.path()));
  }

  /** True for all but reads. */
  public boolean isWrite() {
    return this != READ;
  }
}
