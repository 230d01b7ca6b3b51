package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerDatabase;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.validation.RequestBodyValidation;
import java.util.ArrayList;
import java.util.List;

/** The JSON of objects when they are read: as they were written, with the Manager's own fields. */
final class ObjectJson {

  private final ManagerDatabase database;

  ObjectJson(ManagerDatabase database) {
    this.database = database;
  }

  /** What a request wrote, without what only the Manager says. */
  static ObjectNode stripped(ObjectNode body) {
    return body.deepCopy().without(RequestBodyValidation.SERVER_FIELDS);
  }

  /** A list or a definition, whole. */
  ObjectNode whole(ManagerObject object) {
    ObjectNode view = object.body().deepCopy();
    view.put(object.type().idField(), object.id());
    view.put("lastUpdated", object.updated().toEpochMilli());
    view.put("owner", object.owner());
    if (!view.has("infoTag")) {
      view.put("infoTag", "");
    }
    if (object.token().equals("sla")) {
      view.path("entries").forEach(entry -> withProbeClass((ObjectNode) entry));
    }
    if (object.type() == ObjectType.LIST) {
      view.put("readOnly", object.readOnly());
      view.put("version", "0");
    }
    references(object, view);
    boolean active = database.isActive(object.id());
    view.put("isActivatedByVsmart", active);
    if (active) {
      view.putArray("activatedId").add(database.activePolicy().orElseThrow());
    }
    return view;
  }

  private static void withProbeClass(ObjectNode entry) {
    if (!entry.has("appProbeClass")) {
      entry.putNull("appProbeClass");
    }
  }

  private void references(ManagerObject object, ObjectNode view) {
    List<ObjectNode> references = new ArrayList<>();
    String kind = object.type() == ObjectType.LIST ? "type" : "property";
    for (ManagerObject referrer : database.referrers(object.id())) {
      references.add(
          ResponseBodies.object()
              .put("id", referrer.id())
              .put(kind, referrer.body().path("type").asText("vsmartpolicy")));
    }
    view.put("referenceCount", references.size());
    view.set("references", ResponseBodies.array(references));
  }

  /** A definition without what it does. */
  ObjectNode header(ManagerObject definition) {
    ObjectNode view = whole(definition);
    view.remove(List.of("sequences", "definition", "defaultAction"));
    return view;
  }

  /** A centralized policy as the collection shows it: what it says is a string. */
  ObjectNode row(ManagerObject policy) {
    ObjectNode view = policy.body().deepCopy();
    if (view.path("policyDefinition").isObject()) {
      view.put("policyDefinition", view.path("policyDefinition").toString());
    }
    return withPolicyFields(policy, view);
  }

  /**
   * A centralized policy by id: what it says is an object. Of the Manager's own fields only those
   * that a client leaves out of its comparison with a backup.
   */
  ObjectNode policy(ManagerObject policy) {
    return policy
        .body()
        .deepCopy()
        .put("policyId", policy.id())
        .put("isPolicyActivated", database.activePolicy().filter(policy.id()::equals).isPresent())
        .put("lastUpdatedOn", policy.updated().toEpochMilli());
  }

  private ObjectNode withPolicyFields(ManagerObject policy, ObjectNode view) {
    return view.put("policyId", policy.id())
        .put("policyVersion", policy.updated().toString())
        .put("isPolicyActivated", database.activePolicy().filter(policy.id()::equals).isPresent())
        .put("createdBy", policy.owner())
        .put("createdOn", policy.created().toEpochMilli())
        .put("lastUpdatedBy", policy.updatedBy())
        .put("lastUpdatedOn", policy.updated().toEpochMilli())
        .put("@rid", Math.floorMod(policy.id().hashCode(), 10_000));
  }
}
