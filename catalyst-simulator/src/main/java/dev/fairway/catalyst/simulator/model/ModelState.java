package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.store.ManagerDatabase;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import dev.fairway.catalyst.simulator.model.validation.ReferenceTargets;
import dev.fairway.catalyst.simulator.model.validation.RequestBodyValidation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mutable state of the model. Guarded by its one lock. */
final class ModelState {

  final SimulatorClock clock;
  final ManagerDatabase database = new ManagerDatabase();
  final List<ControllerState> controllers = new ArrayList<>();
  final List<EdgeState> edges;
  final List<ManagerTask> tasks = new ArrayList<>();
  final Deque<PushOutcome> script = new ArrayDeque<>();
  final RequestBodyValidation check = new RequestBodyValidation(new DatabaseKnowledge(database));
  final FabricState fabric;
  final EditLockState edits;
  final OutageMeter gaps;
  ModelTiming timing;
  AttachWithoutEdit attachWithoutEdit = AttachWithoutEdit.TAKEN;
  private long made;

  ModelState(FabricSeed seed, SimulatorClock clock, ModelTiming timing) {
    this.fabric = new FabricState(seed);
    this.edges =
        seed.sites().stream()
            .flatMap(site -> site.edges().stream().map(edge -> new EdgeState(site.id(), edge)))
            .toList();
    this.clock = clock;
    this.timing = timing;
    this.edits = new EditLockState(this);
    this.gaps = new OutageMeter(clock.instant(), true);
  }

  Instant now() {
    return clock.instant();
  }

  /** Always the same ids for the same requests. */
  String newId() {
    made++;
    return UUID.nameUUIDFromBytes(("object " + made).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Lets everything happen that was due, in its order. */
  void settle() {
    Instant now = now();
    while (settleNext(now)) {
      continue;
    }
  }

  private boolean settleNext(Instant now) {
    Optional<ManagerTask> task = dueTask(now);
    Optional<EditLock> lock = edits.due(now);
    if (task.isPresent()
        && !lock.filter(held -> held.expires().isBefore(task.get().ends())).isPresent()) {
      task.get().end();
    } else {
      lock.ifPresent(edits::expire);
    }
    return task.isPresent() || lock.isPresent();
  }

  private Optional<ManagerTask> dueTask(Instant now) {
    return tasks.stream()
        .filter(ManagerTask::isRunning)
        .filter(task -> !task.ends().isAfter(now))
        .min(Comparator.comparing(ManagerTask::ends));
  }

  /** The controller of a host name. */
  ControllerState controller(String hostName) {
    return controllers.stream()
        .filter(controller -> controller.seed().hostName().equals(hostName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no controller " + hostName));
  }

  /** The first that is online; the first where none is. */
  ControllerState speaking() {
    return controllers.stream()
        .filter(ControllerState::online)
        .findFirst()
        .orElse(controllers.get(0));
  }

  /** Controllers that the Manager configures. */
  List<ControllerState> managed() {
    return controllers.stream().filter(ControllerState::isManaged).toList();
  }

  /** To be called after whatever changes what controllers run. */
  void noteGap(Instant at) {
    gaps.note(at, controllers.stream().anyMatch(controller -> controller.running().isEmpty()));
  }

  /** What controllers would run if the database were pushed now. */
  Optional<RunningPolicy> wouldRun(Optional<String> policyId) {
    return policyId.map(id -> new RunningPolicy(id, database.snapshot()));
  }

  /** The objects that may be referred to. */
  private record DatabaseKnowledge(ManagerDatabase database) implements ReferenceTargets {

    @Override
    public Optional<String> listToken(String id) {
      return token(ObjectType.LIST, id);
    }

    @Override
    public Optional<String> definitionToken(String id) {
      return token(ObjectType.DEFINITION, id);
    }

    private Optional<String> token(ObjectType type, String id) {
      return database.find(id).filter(object -> object.type() == type).map(ManagerObject::token);
    }
  }
}
