package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import dev.fairway.catalyst.simulator.model.traffic.ScopeOverlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts tasks: pushes to controllers, and tasks of other users. */
final class PushScheduler {

  static final String ACTIVATION = "vsmart_policy_config";
  static final String FEATURE_TEMPLATE = "push_feature_template_configuration";
  static final String CLI_MODE = "cli_mode_configuration";
  static final String FILE_TEMPLATE = "push_file_template_configuration";

  private static final Duration SKIPPING = Duration.ofSeconds(1);

  private final ModelState state;

  PushScheduler(ModelState state) {
    this.state = state;
  }

  /** Puts a policy on all controllers, and marks it as active where any of them took it. */
  ManagerTask activate(String user, String policyId) {
    state.edits.forgetExpired();
    return policyPush(user, Optional.of(policyId));
  }

  /** Takes the policy off all controllers. */
  ManagerTask deactivate(String user) {
    state.gaps.deactivated();
    return policyPush(user, Optional.empty());
  }

  private ManagerTask policyPush(String user, Optional<String> policyId) {
    Optional<RunningPolicy> wanted = state.wouldRun(policyId);
    return start(
        ACTIVATION,
        user,
        List.copyOf(state.controllers),
        new Payload(wanted, device -> device.take(wanted)),
        verdict -> {
          if (anyTook(verdict)) {
            state.database.activate(policyId);
          }
        });
  }

  /**
   * Attaches templates to devices, or pushes those that they have; to controllers with the active
   * policy as it is in the database.
   */
  ManagerTask templates(String user, String action, List<? extends ManagedDevice> targets) {
    boolean policy = targets.stream().anyMatch(ControllerState.class::isInstance);
    Optional<RunningPolicy> wanted =
        policy ? state.wouldRun(state.database.activePolicy()) : Optional.empty();
    Payload payload =
        new Payload(
            wanted,
            device -> {
              device.take(wanted);
              device.managed(true);
            });
    ManagerTask task =
        start(
            action,
            user,
            targets,
            payload,
            verdict -> {
              if (policy) {
                state.edits.release();
              }
            });
    if (policy) {
      state.edits.keepUntil(task.ends());
    }
    return task;
  }

  /** Takes the templates off devices. A controller goes on running the policy that it has. */
  ManagerTask cliMode(String user, List<ManagedDevice> targets) {
    return start(
        CLI_MODE,
        user,
        targets,
        new Payload(Optional.empty(), device -> device.managed(false)),
        verdict -> {});
  }

  /** A task of another user that keeps the controllers busy, and changes nothing. */
  ManagerTask foreign(String user, Duration lasting) {
    return add(
        FEATURE_TEMPLATE,
        user,
        lasting,
        state.managed(),
        end -> PushTaskResult.valid(rows(state.managed(), "success", "Success", "Done")));
  }

  private static boolean anyTook(PushTaskResult verdict) {
    return verdict.rows().stream().anyMatch(row -> row.statusId().startsWith("success"));
  }

  /**
   * What a push brings.
   *
   * @param policy to be validated before; empty where there is none
   * @param effect on a device that does not refuse it
   */
  private record Payload(Optional<RunningPolicy> policy, Consumer<ManagedDevice> effect) {}

  /** What follows a push that was not skipped. */
  private interface Consequence {
    void follow(PushTaskResult verdict);
  }

  private ManagerTask start(
      String action,
      String user,
      List<? extends ManagedDevice> targets,
      Payload payload,
      Consequence consequence) {
    boolean busy = state.tasks.stream().anyMatch(ManagerTask::isRunning);
    PushOutcome scripted = busy ? PushOutcome.skipped() : nextOutcome();
    state.gaps.pushed();
    if (scripted.kind() == PushOutcome.Kind.SKIPPED) {
      return add(
          action,
          user,
          SKIPPING,
          targets,
          end -> PushTaskResult.skipped(rows(targets, "success", "Success", "Done")));
    }
    return add(
        action,
        user,
        state.timing.push(),
        targets,
        end -> {
          PushTaskResult verdict = carryOut(scripted, targets, payload);
          consequence.follow(verdict);
          state.noteGap(end);
          return verdict;
        });
  }

  private PushOutcome nextOutcome() {
    return Objects.requireNonNullElse(state.script.poll(), PushOutcome.asUsual());
  }

  private static PushTaskResult carryOut(
      PushOutcome scripted, List<? extends ManagedDevice> targets, Payload payload) {
    if (scripted.kind() == PushOutcome.Kind.VALIDATION_FAILURE) {
      return PushTaskResult.invalid(scripted.text());
    }
    Optional<String> overlap = payload.policy().flatMap(ScopeOverlap::in);
    if (overlap.isPresent()) {
      return PushTaskResult.invalid(overlap.get());
    }
    List<DevicePushStatus> rows = new ArrayList<>();
    for (ManagedDevice target : targets) {
      rows.add(carryOut(scripted, target, payload));
    }
    return PushTaskResult.valid(rows);
  }

  private static DevicePushStatus carryOut(
      PushOutcome scripted, ManagedDevice target, Payload payload) {
    if (scripted.kind() == PushOutcome.Kind.FAILURE && scripted.concerns(target.hostName())) {
      return new DevicePushStatus(
          target, "failure", "Failure", "Failed to update: " + scripted.text());
    }
    payload.effect().accept(target);
    return target.online()
        ? new DevicePushStatus(target, "success", "Success", "Done - Push")
        : new DevicePushStatus(
            target, "success_scheduled", "Done - Scheduled", "Device is offline");
  }

  private static List<DevicePushStatus> rows(
      List<? extends ManagedDevice> targets, String statusId, String status, String activity) {
    return targets.stream()
        .map(device -> new DevicePushStatus(device, statusId, status, activity))
        .toList();
  }

  private ManagerTask add(
      String action,
      String user,
      Duration lasting,
      List<? extends ManagedDevice> targets,
      Function<Instant, PushTaskResult> finish) {
    Instant now = state.now();
    ManagerTask task =
        new ManagerTask(
            action + "-" + state.newId(),
            action,
            user,
            now,
            now.plus(state.timing.appear()),
            now.plus(lasting),
            targets,
            finish);
    state.tasks.add(task);
    return task;
  }
}
