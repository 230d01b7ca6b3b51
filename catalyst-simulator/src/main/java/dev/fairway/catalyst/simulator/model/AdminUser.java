package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Another user of the same Manager, an administrator of the fabric. Edits go the way of every
 * request, so they may be refused; then the response says so. Thread-safe.
 */
public final class AdminUser {

  private final SimulatedManager manager;
  private final String user;

  AdminUser(SimulatedManager manager, String user) {
    this.manager = manager;
    this.user = user;
  }

  /** Any request: {@code path} is below {@code /dataservice}, without query. */
  public ModelResponse ask(String verb, String path, Optional<JsonNode> body) {
    return manager.answer(new ModelRequest(user, verb, path, new TreeMap<>(), body));
  }

  /**
   * Changes the body of a list, a definition or a centralized policy in the database; of a list
   * where several have the name.
   *
   * @throws IllegalArgumentException where none has that name
   */
  public ModelResponse edit(String name, Consumer<ObjectNode> change) {
    ManagerObject object = find(name);
    ObjectNode body = object.body().deepCopy();
    change.accept(body);
    return ask("PUT", path(object), Optional.of(body));
  }

  /** Deletes a list, a definition or a centralized policy. */
  public ModelResponse delete(String name) {
    return ask("DELETE", path(find(name)), Optional.empty());
  }

  /** Begins to activate a policy. */
  public ModelResponse activate(String policyName) {
    return policyCall("activate", policyName);
  }

  /** Begins to deactivate a policy. */
  public ModelResponse deactivate(String policyName) {
    return policyCall("deactivate", policyName);
  }

  private ModelResponse policyCall(String verb, String policyName) {
    String path = "/template/policy/vsmart/" + verb + "/" + find(policyName).id();
    return ask("POST", path, Optional.of(ResponseBodies.object()));
  }

  /** Begins to push the templates of all controllers, with whatever the database holds. */
  public String push() {
    return manager.inside(
        state ->
            new PushScheduler(state)
                .templates(user, PushScheduler.FEATURE_TEMPLATE, state.managed())
                .id());
  }

  /** Begins a task that keeps the controllers busy, and changes nothing. */
  public String startTask(Duration lasting) {
    return manager.inside(state -> new PushScheduler(state).foreign(user, lasting).id());
  }

  /**
   * Opens something active for editing, and leaves it at that; the lock goes when its lease is
   * over.
   *
   * @return the id by which {@link #dropLock} lets go of it
   */
  public String takeLock(Duration lease) {
    return manager.inside(state -> state.edits.begin(user, Optional.empty(), lease).processId());
  }

  /** Lets go of a lock; an edit stays in the database, not pushed. */
  public ModelResponse dropLock(String processId) {
    return ask("DELETE", "/template/lock/" + processId, Optional.empty());
  }

  /** Takes a colour down at a site, or brings it up again. */
  public void color(String siteId, String color, boolean up) {
    manager.inside(
        state -> {
          state.fabric.set(siteId, color, up);
          return up;
        });
  }

  /** Takes a controller off the net, or brings it back: then it takes what waits for it. */
  public void controller(String hostName, boolean online) {
    manager.inside(
        state -> {
          state.controller(hostName).online(online);
          state.noteGap(state.now());
          return online;
        });
  }

  private ManagerObject find(String name) {
    return manager.inside(
        state ->
            List.of(ObjectType.values()).stream()
                .flatMap(type -> state.database.all(type).stream())
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name)));
  }

  private static String path(ManagerObject object) {
    String kind =
        switch (object.type()) {
          case LIST -> "list/";
          case DEFINITION -> "definition/";
          case POLICY -> "";
        };
    return "/template/policy/" + kind + object.token() + "/" + object.id();
  }
}
