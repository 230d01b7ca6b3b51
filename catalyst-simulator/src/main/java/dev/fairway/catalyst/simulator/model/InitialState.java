package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.simulator.model.fabric.SeedObject;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.Locale;

/** The initial state of a model, from a seed. */
final class InitialState {

  private InitialState() {}

  static void load(FabricSeed seed, ModelState state) {
    for (SeedController controller : seed.controllers()) {
      state.controllers.add(new ControllerState(controller));
    }
    for (SeedObject object : seed.objects()) {
      state.database.put(checked(object, state));
    }
    if (seed.activePolicy().isPresent()) {
      state.database.activate(seed.activePolicy());
      state
          .wouldRun(seed.activePolicy())
          .ifPresent(policy -> state.controllers.forEach(controller -> controller.runs(policy)));
    }
    state.noteGap(state.now());
  }

  private static ManagerObject checked(SeedObject object, ModelState state) {
    ObjectType type = ObjectType.valueOf(object.kind().toUpperCase(Locale.ROOT));
    try {
      switch (type) {
        case LIST -> state.check.list(object.token(), object.body());
        case DEFINITION -> state.check.definition(object.token(), object.body());
        case POLICY -> state.check.policy(object.body());
      }
    } catch (ManagerErrorException refusal) {
      throw new IllegalArgumentException(
          "seed object " + object.id() + ": " + refusal.details(), refusal);
    }
    return new ManagerObject(
        type,
        object.token(),
        object.id(),
        object.body().deepCopy(),
        object.owner(),
        state.now(),
        state.now(),
        object.owner(),
        object.owner().equals(SeedObject.SYSTEM));
  }
}
