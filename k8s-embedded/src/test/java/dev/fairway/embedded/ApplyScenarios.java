package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Server-side apply: who owns what. */
interface ApplyScenarios extends ScenarioContext {

  private String config(String name, String rest) {
    return "{'apiVersion':'v1','kind':'Service','metadata':{'name':'" + name + "'" + rest + "}";
  }

  private String annotated(String name, String annotations) {
    return config(name, ",'annotations':" + annotations + "},'spec':{'ports':[{'port':80}]}");
  }

  private String condition(String type, String status) {
    return ("{'type':'%s','status':'%s','reason':'Said','message':'m',"
            + "'lastTransitionTime':'2026-01-01T00:00:00Z'}")
        .formatted(type, status);
  }

  private String status(String name, String conditions) {
    return config(name, "},'status':{'conditions':[" + conditions + "]}");
  }

  private JsonNode owned(RawResponse answer, String manager, String subresource) {
    for (JsonNode entry : answer.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(manager)
          && entry.path("subresource").asText().equals(subresource)) {
        return entry;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  @Test
  default void apply_missingObject_createsIt() {
    RawResponse made =
        api().apply(services() + "/cart", "one", annotated("cart", "{'a':'1'}")).expect(201);
    assertEquals("ClusterIP", made.text("/spec/type"));
    JsonNode entry = owned(made, "one", "");
    assertEquals("Apply", entry.path("operation").asText());
    assertEquals(
        RawApi.json(
            "{'f:metadata':{'f:annotations':{'f:a':{}}},'f:spec':{'f:ports':"
                + "{'k:{\\'port\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:port':{}}}}}"),
        entry.path("fieldsV1"));
    assertEquals(1, made.at("/metadata/managedFields").size());
  }

  @Test
  default void apply_again_changesNothing() {
    String config = annotated("cart", "{'a':'1'}");
    String version = api().apply(services() + "/cart", "one", config).expect(201).version();
    assertEquals(version, api().apply(services() + "/cart", "one", config).expect(200).version());
  }

  @Test
  default void apply_withoutAField_takesItAway() {
    api().apply(services() + "/cart", "one", annotated("cart", "{'a':'1','b':'2'}")).expect(201);
    api().merge(services() + "/cart", "{'metadata':{'annotations':{'c':'3'}}}").expect(200);
    RawResponse fewer =
        api().apply(services() + "/cart", "one", annotated("cart", "{'b':'2'}")).expect(200);
    assertEquals("{\"b\":\"2\",\"c\":\"3\"}", fewer.at("/metadata/annotations").toString());
  }

  @Test
  default void apply_whatOthersOwn_isRefusedUnlessForced() {
    service("cart");
    String config =
        config(
            "cart",
            "},'spec':{'type':'NodePort','ports':[{'port':80,'protocol':'TCP','targetPort':8080}]}");
    RawResponse refused = api().apply(services() + "/cart", "one", config).refused(409, "Conflict");
    assertEquals(
        List.of(
            "FieldManagerConflict .spec.ports[port=80,protocol=\"TCP\"].targetPort",
            "FieldManagerConflict .spec.type"),
        refused.causes().stream().sorted().toList());
    assertTrue(
        refused.text("/message").contains("\"scenario\" using v1"), refused.text("/message"));
    RawResponse forced = api().apply(services() + "/cart?force=true", "one", config).expect(200);
    assertEquals("NodePort", forced.text("/spec/type"));
    assertTrue(owned(forced, "scenario", "").at("/fieldsV1/f:spec/f:type").isMissingNode());
    assertTrue(owned(forced, "one", "").at("/fieldsV1/f:spec/f:type").isObject());
  }

  @Test
  default void apply_sameValueTwice_isSharedAndStaysUntilBothLetGo() {
    api().apply(services() + "/cart", "one", annotated("cart", "{'a':'1'}")).expect(201);
    api().apply(services() + "/cart", "two", annotated("cart", "{'a':'1'}")).expect(200);
    RawResponse first =
        api().apply(services() + "/cart", "one", annotated("cart", "{}")).expect(200);
    assertEquals("1", first.text("/metadata/annotations/a"));
    RawResponse second =
        api().apply(services() + "/cart", "two", annotated("cart", "{}")).expect(200);
    assertTrue(second.at("/metadata/annotations/a").isMissingNode(), second.body().toString());
  }

  @Test
  default void apply_conditions_eachManagerHasItsOwn() {
    service("cart");
    String path = services() + "/cart/status";
    api().apply(path, "one", status("cart", condition("A", "True"))).expect(200);
    RawResponse both = api().apply(path, "two", status("cart", condition("B", "True"))).expect(200);
    assertEquals(
        List.of("A", "B"), both.each("/status/conditions", "/type").stream().sorted().toList());
    assertEquals(
        RawApi.json(
            "{'f:status':{'f:conditions':{'k:{\\'type\\':\\'B\\'}':{'.':{},'f:lastTransitionTime':{},"
                + "'f:message':{},'f:reason':{},'f:status':{},'f:type':{}}}}}"),
        owned(both, "two", "status").path("fieldsV1"));
    api().apply(path, "one", status("cart", condition("B", "False"))).refused(409, "Conflict");
    RawResponse gone = api().apply(path, "one", status("cart", "")).expect(200);
    assertEquals(List.of("B"), gone.each("/status/conditions", "/type"));
    assertEquals("80", gone.text("/spec/ports/0/port"));
  }

  @Test
  default void apply_theStatus_neitherWritesNorOwnsTheSpec() {
    service("cart");
    String config =
        config(
            "cart",
            "},'spec':{'type':'NodePort'},'status':{'conditions':["
                + condition("A", "True")
                + "]}");
    RawResponse applied = api().apply(services() + "/cart/status", "one", config).expect(200);
    assertEquals("ClusterIP", applied.text("/spec/type"));
    assertTrue(owned(applied, "one", "status").at("/fieldsV1/f:spec").isMissingNode());
  }

  @Test
  default void apply_theStatusOfWhatIsNotThere_isRefused() {
    // A real server would create the Service, and finds that it has no ports.
    api()
        .apply(services() + "/cart/status", "one", status("cart", condition("A", "True")))
        .refused(422, "Invalid");
    api()
        .apply(
            "/api/v1/nodes/nowhere/status",
            "one",
            "{'apiVersion':'v1','kind':'Node','metadata':{'name':'nowhere'}}")
        .refused(404, "NotFound");
  }

  @Test
  default void apply_withAnotherUid_isRefused() {
    service("cart");
    String uid = ",'uid':'other'}";
    api().apply(services() + "/cart", "one", config("cart", uid)).refused(422, "Invalid");
    api().apply(services() + "/cart/status", "one", config("cart", uid)).refused(422, "Invalid");
    api().apply(services() + "/gone", "one", config("gone", uid)).refused(409, "Conflict");
    api().apply(services() + "/gone/status", "one", config("gone", uid)).refused(409, "Conflict");
  }

  @Test
  default void apply_whatIsIncomplete_isRefused() {
    service("cart");
    String type = "application/apply-patch+yaml";
    String config = config("cart", "}").replace('\'', '"');
    assertEquals(
        List.of("FieldValueRequired fieldManager"),
        api().send("PATCH", services() + "/cart", type, config).refused(422, "Invalid").causes());
    api().apply(services() + "/cart", "one", "{'kind':'Service'}").refused(400, "BadRequest");
    api()
        .apply(services() + "/cart", "one", config("cart", ",'managedFields':[{}]}"))
        .refused(400, "BadRequest");
    api()
        .apply(services() + "/cart", "one", config("cart", ",'resourceVersion':'1'}"))
        .refused(409, "Conflict");
  }

  @Test
  default void create_namesTheOwnerOfEveryField() {
    RawResponse made = labelled("cart", "{'a':'1'}");
    assertEquals(
        RawApi.json(
            "{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},'f:spec':{'f:internalTrafficPolicy':{},"
                + "'f:ports':{'.':{},'k:{\\'port\\':80,\\'protocol\\':\\'TCP\\'}':"
                + "{'.':{},'f:port':{},'f:protocol':{},'f:targetPort':{}}},"
                + "'f:sessionAffinity':{},'f:type':{}}}"),
        owned(made, "scenario", "").path("fieldsV1"));
    RawResponse patched =
        api()
            .merge(services() + "/cart?fieldManager=kubectl", "{'metadata':{'labels':{'a':'2'}}}")
            .expect(200);
    assertTrue(
        owned(patched, "scenario", "").at("/fieldsV1/f:metadata/f:labels/f:a").isMissingNode());
    assertTrue(owned(patched, "kubectl", "").at("/fieldsV1/f:metadata/f:labels/f:a").isObject());
  }
}
