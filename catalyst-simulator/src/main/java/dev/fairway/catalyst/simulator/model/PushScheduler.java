package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import dev.fairway.catalyst.simulator.model.traffic.ScopeOverlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Starts tasks: pushes to controllers, and tasks of other users. */
final class PushScheduler {

  static final String ACTIVATION = "vsmart_policy_config";
  static final String FEATURE_TEMPLATE = "push_feature_template_configuration";
  static final String FILE_TEMPLATE = "push_file_template_configuration";

  private static final Duration SKIPPING = Duration.ofSeconds(1);

  private final ModelState state;

  PushScheduler(ModelState state) {
    this.state = state;
  }

  /** Puts a policy on all controllers, and marks it as active where any of them took it. */
  ManagerTask activate(String user, String policyId) {
    List<ControllerState> targets = List.copyOf(state.controllers);
    Optional<RunningPolicy> wanted = state.wouldRun(Optional.of(policyId));
    state.edits.forgetExpired();
    return start(
        ACTIVATION,
        user,
        targets,
        wanted,
        verdict -> {
          if (anyTook(verdict)) {
            state.database.activate(Optional.of(policyId));
          }
        });
  }

  /** Takes the policy off all controllers. */
  ManagerTask deactivate(String user) {
    state.gaps.deactivated();
    return start(
        ACTIVATION,
        user,
        List.copyOf(state.controllers),
        Optional.empty(),
        verdict -> {
          if (anyTook(verdict)) {
            state.database.activate(Optional.empty());
          }
        });
  }

  /** Puts the templates, and with them the active policy as it is in the database. */
  ManagerTask templates(String user, String action, List<ControllerState> targets) {
    Optional<RunningPolicy> wanted = state.wouldRun(state.database.activePolicy());
    ManagerTask task = start(action, user, targets, wanted, verdict -> state.edits.release());
    state.edits.keepUntil(task.ends());
    return task;
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

  /** What follows a push that was not skipped. */
  private interface Consequence {
    void follow(PushTaskResult verdict);
  }

  private ManagerTask start(
      String action,
      String user,
      List<ControllerState> targets,
      Optional<RunningPolicy> wanted,
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
          PushTaskResult verdict = carryOut(scripted, targets, wanted);
          consequence.follow(verdict);
          state.noteGap(end);
          return verdict;
        });
  }

  private PushOutcome nextOutcome() {
    return Objects.requireNonNullElse(state.script.poll(), PushOutcome.asUsual());
  }

  private static PushTaskResult carryOut(
      PushOutcome scripted, List<ControllerState> targets, Optional<RunningPolicy> wanted) {
    if (scripted.kind() == PushOutcome.Kind.VALIDATION_FAILURE) {
      return PushTaskResult.invalid(scripted.text());
    }
    Optional<String> overlap = wanted.flatMap(ScopeOverlap::in);
    if (overlap.isPresent()) {
      return PushTaskResult.invalid(overlap.get());
    }
    List<ControllerPushStatus> rows = new ArrayList<>();
    for (ControllerState target : targets) {
      rows.add(carryOut(scripted, target, wanted));
    }
    return PushTaskResult.valid(rows);
  }

  private static ControllerPushStatus carryOut(
      PushOutcome scripted, ControllerState target, Optional<RunningPolicy> wanted) {
    if (scripted.kind() == PushOutcome.Kind.FAILURE
        && scripted.concerns(target.seed().hostName())) {
      return new ControllerPushStatus(
          target, "failure", "Failure", "Failed to update: " + scripted.text());
    }
    target.take(wanted);
    return target.online()
        ? new ControllerPushStatus(target, "success", "Success", "Done - Push")
        : new ControllerPushStatus(
            target, "success_scheduled", "Done - Scheduled", "Device is offline");
  }

  private static List<ControllerPushStatus> rows(
      List<ControllerState> targets, String statusId, String status, String activity) {
    return targets.stream()
        .map(controller -> new ControllerPushStatus(controller, statusId, status, activity))
        .toList();
  }

  private ManagerTask add(
      String action,
      String user,
      Duration lasting,
      List<ControllerState> targets,
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
