package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes to objects that are there. */
interface UpdateScenarios extends ScenarioContext {

  @Test
  default void update_staleVersion_isRefused() {
    String version = service("cart").version();
    String body =
        "{'metadata':{'name':'cart','resourceVersion':'%s'},'spec':{'ports':[{'port':%d}]}}";
    api().put(services() + "/cart", body.formatted(version, 81)).expect(200);
    RawResponse stale =
        api().put(services() + "/cart", body.formatted(version, 82)).refused(409, "Conflict");
    assertTrue(stale.text("/message").contains("the object has been modified"));
    assertEquals(81, api().get(services() + "/cart").at("/spec/ports/0/port").asInt());
  }

  @Test
  default void update_withoutVersion_wins() {
    service("cart");
    RawResponse changed =
        api()
            .put(
                services() + "/cart", "{'metadata':{'name':'cart'},'spec':{'ports':[{'port':81}]}}")
            .expect(200);
    assertEquals(81, changed.at("/spec/ports/0/port").asInt());
  }

  @Test
  default void update_anotherNameOrUid_isRefused() {
    service("cart");
    String ports = ",'spec':{'ports':[{'port':80}]}}";
    api()
        .put(services() + "/cart", "{'metadata':{'name':'other'}" + ports)
        .refused(400, "BadRequest");
    api()
        .put(services() + "/cart", "{'metadata':{'name':'cart','uid':'other'}" + ports)
        .refused(409, "Conflict");
  }

  @Test
  default void update_whatMayNotChange_isRefused() {
    service("cart");
    String cart =
        "{'metadata':{'name':'cart'},'spec':{'clusterIP':'10.96.200.3','ports':[{'port':80}]}}";
    assertEquals(
        List.of("FieldValueInvalid spec.clusterIPs[0]"),
        api().put(services() + "/cart", cart).refused(422, "Invalid").causes());
    api().post(slices(), "{'metadata':{'name':'s'},'addressType':'IPv4'}").expect(201);
    assertEquals(
        List.of("FieldValueInvalid addressType"),
        api()
            .put(slices() + "/s", "{'metadata':{'name':'s'},'addressType':'IPv6'}")
            .refused(422, "Invalid")
            .causes());
  }

  @Test
  default void update_thatChangesNothing_makesNoNewVersion() {
    RawResponse made = service("cart");
    RawResponse same =
        api().merge(services() + "/cart", "{'spec':{'type':'ClusterIP'}}").expect(200);
    assertEquals(made.version(), same.version());
  }

  @Test
  default void update_whatIsNotThere_createsServicesAndLeasesOnly() {
    String body = "{'metadata':{'name':'new'},'spec':{'ports':[{'port':80}]}}";
    api().put(services() + "/new", body).expect(201);
    api().put(leases() + "/new", "{'metadata':{'name':'new'},'spec':{}}").expect(201);
    api()
        .put(slices() + "/new", "{'metadata':{'name':'new'},'addressType':'IPv4'}")
        .refused(404, "NotFound");
  }

  @Test
  default void update_leaseWithoutVersion_isRefused() {
    api().post(leases(), "{'metadata':{'name':'l'},'spec':{}}").expect(201);
    api()
        .put(leases() + "/l", "{'metadata':{'name':'l'},'spec':{'holderIdentity':'a'}}")
        .refused(422, "Invalid");
  }

  @Test
  default void update_theStatus_leavesTheRestAlone() {
    service("cart");
    RawResponse changed =
        api()
            .merge(
                services() + "/cart/status",
                "{'spec':{'type':'NodePort'},'status':{'conditions':[{'type':'X','status':'True'}]}}")
            .expect(200);
    assertEquals("ClusterIP", changed.text("/spec/type"));
    assertEquals("X", changed.text("/status/conditions/0/type"));
    RawResponse main =
        api()
            .merge(
                services() + "/cart",
                "{'metadata':{'labels':{'a':'b'}},'status':{'conditions':null}}")
            .expect(200);
    assertEquals("X", main.text("/status/conditions/0/type"));
    assertEquals("b", main.text("/metadata/labels/a"));
    api().merge(services() + "/nothing/status", "{}").refused(404, "NotFound");
  }

  @Test
  default void update_ingressOfAServiceThatIsNoLoadBalancer_isRefused() {
    service("cart");
    assertEquals(
        List.of("FieldValueForbidden status.loadBalancer.ingress"),
        api()
            .merge(
                services() + "/cart/status",
                "{'status':{'loadBalancer':{'ingress':[{'ip':'192.0.2.4'}]}}}")
            .refused(422, "Invalid")
            .causes());
  }

  @Test
  default void mergePatch_takesAwayWhatIsNull() {
    labelled("cart", "{'a':'1','b':'2'}");
    RawResponse patched =
        api().merge(services() + "/cart", "{'metadata':{'labels':{'a':null,'c':'3'}}}").expect(200);
    assertEquals("{\"b\":\"2\",\"c\":\"3\"}", patched.at("/metadata/labels").toString());
    api()
        .merge(services() + "/cart", "{'metadata':{'resourceVersion':'1'}}")
        .refused(409, "Conflict");
  }

  @Test
  default void jsonPatch_isDoneWholeOrNotAtAll() {
    labelled("cart", "{'a':'1'}");
    String test = "{'op':'test','path':'/metadata/labels/a','value':'%s'}";
    String add = "{'op':'add','path':'/metadata/labels/x~1y','value':'2'}";
    String remove = "{'op':'remove','path':'/metadata/labels/a'}";
    api()
        .jsonPatch(services() + "/cart", "[" + add + "," + test.formatted("other") + "]")
        .refused(422, "Invalid");
    api()
        .jsonPatch(services() + "/cart", "[" + remove.replace("/a", "/none") + "]")
        .refused(422, "Invalid");
    api().jsonPatch(services() + "/cart", "{}").refused(400, "BadRequest");
    RawResponse patched =
        api()
            .jsonPatch(
                services() + "/cart", "[" + test.formatted("1") + "," + add + "," + remove + "]")
            .expect(200);
    assertEquals("{\"x/y\":\"2\"}", patched.at("/metadata/labels").toString());
  }

  @Test
  default void strategicPatch_mergesListsByTheirKeys() {
    api()
        .post(
            services(),
            "{'metadata':{'name':'cart'},'spec':{'ports':[{'name':'http','port':80},{'name':'tls','port':443}]}}")
        .expect(201);
    RawResponse patched =
        api()
            .strategic(
                services() + "/cart",
                "{'spec':{'$setElementOrder/ports':[{'port':443},{'port':81},{'port':80}],"
                    + "'ports':[{'port':443,'targetPort':8443},{'name':'alt','port':81}]}}")
            .expect(200);
    assertEquals(List.of("443", "81", "80"), patched.each("/spec/ports", "/port"));
    assertEquals(8443, patched.at("/spec/ports/0/targetPort").asInt());
    RawResponse fewer =
        api()
            .strategic(services() + "/cart", "{'spec':{'ports':[{'$patch':'delete','port':81}]}}")
            .expect(200);
    assertEquals(List.of("443", "80"), fewer.each("/spec/ports", "/port"));
  }

  @Test
  default void strategicPatch_ofConditions_mergesByType() {
    service("cart");
    String status = services() + "/cart/status";
    api().strategic(status, "{'status':{'conditions':[{'type':'A','status':'True'}]}}").expect(200);
    RawResponse both =
        api()
            .strategic(
                status,
                "{'status':{'conditions':[{'type':'B','status':'True'},{'type':'A','status':'False'}]}}")
            .expect(200);
    assertEquals(2, both.at("/status/conditions").size(), both.body().toString());
    assertTrue(both.each("/status/conditions", "/status").contains("False"));
  }

  @Test
  default void patch_ofAnotherContentType_isRefused() {
    service("cart");
    api()
        .send("PATCH", services() + "/cart", "application/json", "{}")
        .refused(415, "UnsupportedMediaType");
    api()
        .send("PATCH", services() + "/cart?force=true", "application/merge-patch+json", "{}")
        .refused(422, "Invalid");
  }

  @Test
  default void request_forWhatIsNotOffered_isRefused() {
    service("cart");
    api().get("/api/v1/namespaces/" + namespace() + "/foos").refused(404, "NotFound");
    api().get(services() + "/cart/scale").refused(404, "NotFound");
    api().post(services() + "/cart", "{}").refused(405, "MethodNotAllowed");
    api()
        .get("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .refused(405, "MethodNotAllowed");
    assertFalse(api().get("/apis/nothing.example/v1").code() == 200);
  }
}
