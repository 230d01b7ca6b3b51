package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How objects go. */
interface DeleteScenarios extends ScenarioContext {

  @Test
  default void delete_answersWithTheServiceOrWithAStatus() {
    service("cart");
    api().post(slices(), "{'metadata':{'name':'s'},'addressType':'IPv4'}").expect(201);
    assertEquals("Service", api().delete(services() + "/cart").expect(200).text("/kind"));
    RawResponse slice = api().delete(slices() + "/s").expect(200);
    assertEquals("Success", slice.text("/status"));
    assertEquals("discovery.k8s.io", slice.text("/details/group"));
    RawResponse again = api().delete(services() + "/cart").refused(404, "NotFound");
    assertEquals("services \"cart\" not found", again.text("/message"));
  }

  @Test
  default void delete_takesOptionsAndHoldsPreconditions() {
    String uid = service("cart").text("/metadata/uid");
    api()
        .delete(services() + "/cart", "{'preconditions':{'uid':'other'}}")
        .refused(409, "Conflict");
    api()
        .delete(
            services() + "/cart?propagationPolicy=Background",
            "{'preconditions':{'uid':'" + uid + "'}}")
        .expect(200);
  }

  @Test
  default void delete_withAFinalizer_waitsForIt() {
    api()
        .post(
            services(),
            "{'metadata':{'name':'held','finalizers':['fairway.dev/hold']},'spec':{'ports':[{'port':80}]}}")
        .expect(201);
    RawResponse ending = api().delete(services() + "/held").expect(200);
    assertFalse(ending.text("/metadata/deletionTimestamp").isEmpty());
    String version = api().get(services() + "/held").expect(200).version();
    assertEquals(version, api().delete(services() + "/held").expect(200).version());
    assertEquals(
        "FieldValueForbidden metadata.finalizers",
        api()
            .merge(
                services() + "/held",
                "{'metadata':{'finalizers':['fairway.dev/hold','fairway.dev/more']}}")
            .refused(422, "Invalid")
            .causes()
            .get(0));
    api().merge(services() + "/held", "{'metadata':{'finalizers':null}}").expect(200);
    api().get(services() + "/held").refused(404, "NotFound");
  }

  @Test
  default void delete_aCollection_takesWhatItsSelectorNames() {
    labelled("one", "{'app':'shop'}");
    labelled("two", "{'app':'shop'}");
    labelled("three", "{'app':'blog'}");
    api().delete(services() + "?labelSelector=app%3Dshop").expect(200);
    assertEquals(List.of("three"), api().get(services()).expect(200).names());
  }

  @Test
  default void delete_aNamespace_endsItWithEverythingInIt() {
    String name = namespace() + "-more";
    api().post("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}").expect(201);
    String inside = "/api/v1/namespaces/" + name + "/services";
    String body = "{'metadata':{'name':'%s','finalizers':[%s]},'spec':{'ports':[{'port':80}]}}";
    api().post(inside, body.formatted("held", "'fairway.dev/hold'")).expect(201);
    api().post(inside, body.formatted("free", "")).expect(201);
    RawResponse ending = api().delete("/api/v1/namespaces/" + name).expect(200);
    assertEquals("Terminating", ending.text("/status/phase"));
    RawResponse refused = api().post(inside, body.formatted("late", "")).refused(403, "Forbidden");
    assertEquals(List.of("NamespaceTerminating metadata.namespace"), refused.causes());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(List.of("held"), api().get(inside).names()));
    api().merge(inside + "/held", "{'metadata':{'finalizers':null}}").expect(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api().get("/api/v1/namespaces/" + name).code() == 404);
  }
}
