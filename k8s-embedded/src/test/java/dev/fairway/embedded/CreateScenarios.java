package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** New objects: what is filled in, and what is refused. */
interface CreateScenarios extends ScenarioContext {

  @Test
  default void create_service_fillsInWhatIsLeftOpen() {
    RawResponse made = service("cart");
    assertEquals("Service", made.text("/kind"));
    assertEquals("ClusterIP", made.text("/spec/type"));
    assertEquals("TCP", made.text("/spec/ports/0/protocol"));
    assertEquals(80, made.at("/spec/ports/0/targetPort").asInt());
    assertEquals("None", made.text("/spec/sessionAffinity"));
    assertEquals(made.text("/spec/clusterIP"), made.text("/spec/clusterIPs/0"));
    assertTrue(made.text("/spec/clusterIP").startsWith("10.96."), made.text("/spec/clusterIP"));
    assertEquals("{}", made.at("/status/loadBalancer").toString());
    assertEquals(36, made.text("/metadata/uid").length());
    assertTrue(made.text("/metadata/creationTimestamp").endsWith("Z"));
    assertEquals(namespace(), made.text("/metadata/namespace"));
  }

  @Test
  default void create_twoServices_haveTheirOwnAddresses() {
    String first = service("one").text("/spec/clusterIP");
    assertFalse(first.equals(service("two").text("/spec/clusterIP")), first);
  }

  @Test
  default void create_nodePortService_getsANodePortAndKeepsIt() {
    RawResponse made =
        api()
            .post(
                services(),
                "{'metadata':{'name':'np'},'spec':{'type':'NodePort','ports':[{'port':80}]}}")
            .expect(201);
    int nodePort = made.at("/spec/ports/0/nodePort").asInt();
    assertTrue(nodePort >= 30_000 && nodePort <= 32_767, "node port " + nodePort);
    RawResponse same =
        api()
            .put(
                services() + "/np",
                "{'metadata':{'name':'np'},'spec':{'type':'NodePort','ports':[{'port':80}]}}")
            .expect(200);
    assertEquals(nodePort, same.at("/spec/ports/0/nodePort").asInt());
    assertEquals(made.text("/spec/clusterIP"), same.text("/spec/clusterIP"));
  }

  @Test
  default void create_headlessService_hasNoAddress() {
    RawResponse made =
        api()
            .post(services(), "{'metadata':{'name':'headless'},'spec':{'clusterIP':'None'}}")
            .expect(201);
    assertEquals("None", made.text("/spec/clusterIP"));
  }

  @Test
  default void create_slice_fillsInProtocolsAndCountsGenerations() {
    String ready = "{'addresses':['10.1.2.3'],'conditions':{'ready':true}}";
    RawResponse made =
        api()
            .post(
                slices(),
                "{'metadata':{'name':'s'},'addressType':'IPv4','endpoints':["
                    + ready
                    + "],'ports':[{'port':80}]}")
            .expect(201);
    assertEquals("TCP", made.text("/ports/0/protocol"));
    assertEquals(1, made.at("/metadata/generation").asInt());
    RawResponse labelled =
        api().merge(slices() + "/s", "{'metadata':{'labels':{'a':'b'}}}").expect(200);
    assertEquals(2, labelled.at("/metadata/generation").asInt());
    RawResponse emptied = api().merge(slices() + "/s", "{'endpoints':[]}").expect(200);
    assertEquals(3, emptied.at("/metadata/generation").asInt());
  }

  @Test
  default void create_generateName_makesNamesUp() {
    String body = "{'metadata':{'generateName':'made-'},'spec':{'ports':[{'port':80}]}}";
    String first = api().post(services(), body).expect(201).text("/metadata/name");
    String second = api().post(services(), body).expect(201).text("/metadata/name");
    assertTrue(first.matches("made-[a-z0-9]{5}"), first);
    assertFalse(first.equals(second), first);
  }

  @Test
  default void create_sameNameTwice_isRefused() {
    service("cart");
    RawResponse again =
        api()
            .post(services(), "{'metadata':{'name':'cart'},'spec':{'ports':[{'port':80}]}}")
            .refused(409, "AlreadyExists");
    assertEquals("services \"cart\" already exists", again.text("/message"));
  }

  @Test
  default void create_inMissingNamespace_isRefused() {
    String body = "{'metadata':{'name':'cart'},'spec':{'ports':[{'port':80}]}}";
    RawResponse refused =
        api().post("/api/v1/namespaces/nowhere/services", body).refused(404, "NotFound");
    assertEquals("namespaces \"nowhere\" not found", refused.text("/message"));
  }

  @Test
  default void create_forAnotherNamespaceOrKind_isRefused() {
    api()
        .post(services(), "{'metadata':{'name':'a','namespace':'other'}}")
        .refused(400, "BadRequest");
    api()
        .post(services(), "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a'}}")
        .refused(400, "BadRequest");
    api().post(services(), "{'apiVersion':'v2','kind':'Service'}").refused(400, "BadRequest");
    api().post(services(), "{nonsense").refused(400, "BadRequest");
    api().send("POST", services(), "text/plain", "{}").refused(415, "UnsupportedMediaType");
  }

  @Test
  default void create_serviceThatIsWrong_saysEveryFieldThatIs() {
    RawResponse refused =
        api()
            .post(
                services(),
                "{'metadata':{'name':'1a','labels':{'a b':'c d'}},"
                    + "'spec':{'ports':[{'port':80},{'port':0,'protocol':'X'}]}}")
            .refused(422, "Invalid");
    assertEquals(
        List.of(
            "FieldValueInvalid metadata.name",
            "FieldValueInvalid metadata.labels",
            "FieldValueInvalid metadata.labels",
            "FieldValueRequired spec.ports[0].name",
            "FieldValueRequired spec.ports[1].name",
            "FieldValueInvalid spec.ports[1].port",
            "FieldValueNotSupported spec.ports[1].protocol",
            "FieldValueInvalid spec.ports[1].targetPort"),
        refused.causes());
    assertEquals("Service", refused.text("/details/kind"));
  }

  @Test
  default void create_serviceWithoutWhatItNeeds_isRefused() {
    assertEquals(
        List.of("FieldValueRequired spec.ports"),
        api()
            .post(services(), "{'metadata':{'name':'x'},'spec':{}}")
            .refused(422, "Invalid")
            .causes());
    assertEquals(
        List.of("FieldValueRequired spec.externalName"),
        api()
            .post(services(), "{'metadata':{'name':'x'},'spec':{'type':'ExternalName'}}")
            .refused(422, "Invalid")
            .causes());
  }

  @Test
  default void create_portThatIsAText_isRefused() {
    api()
        .post(services(), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':'http'}]}}")
        .refused(400, "BadRequest");
  }

  @Test
  default void create_sliceThatIsWrong_saysEveryFieldThatIs() {
    RawResponse refused =
        api()
            .post(
                slices(),
                "{'metadata':{'name':'s'},'endpoints':[{'addresses':[]}],"
                    + "'ports':[{'port':80},{'protocol':'X'}]}")
            .refused(422, "Invalid");
    assertEquals(
        List.of(
            "FieldValueRequired addressType",
            "FieldValueDuplicate ports[1].name",
            "FieldValueNotSupported ports[1].protocol",
            "FieldValueRequired endpoints[0].addresses"),
        refused.causes());
    assertEquals(
        List.of("FieldValueNotSupported addressType"),
        api()
            .post(slices(), "{'metadata':{'name':'s'},'addressType':'IPv5'}")
            .refused(422, "Invalid")
            .causes());
    assertEquals(
        List.of("FieldValueInvalid endpoints[0].addresses"),
        api()
            .post(
                slices(),
                "{'metadata':{'name':'s'},'addressType':'IPv6','endpoints':[{'addresses':['10.1.2.3']}]}")
            .refused(422, "Invalid")
            .causes());
  }

  @Test
  default void create_leaseThatIsWrong_isRefused() {
    assertEquals(
        List.of(
            "FieldValueInvalid spec.leaseDurationSeconds",
            "FieldValueInvalid spec.leaseTransitions"),
        api()
            .post(
                leases(),
                "{'metadata':{'name':'l'},'spec':{'leaseDurationSeconds':0,'leaseTransitions':-1}}")
            .refused(422, "Invalid")
            .causes());
  }

  @Test
  default void create_dryRun_leavesNothing() {
    String body = "{'metadata':{'name':'dry'},'spec':{'ports':[{'port':80}]}}";
    RawResponse dry = api().post(services() + "?dryRun=All", body).expect(201);
    assertEquals("dry", dry.text("/metadata/name"));
    api().get(services() + "/dry").refused(404, "NotFound");
    service("there");
    api().merge(services() + "/there?dryRun=All", "{'metadata':{'labels':{'a':'b'}}}").expect(200);
    api().delete(services() + "/there?dryRun=All").expect(200);
    assertTrue(api().get(services() + "/there").expect(200).at("/metadata/labels").isMissingNode());
  }

  @Test
  default void create_event_isSeenInBothGroups() {
    String events = "/apis/events.k8s.io/v1/namespaces/" + namespace() + "/events";
    String regarding =
        "'regarding':{'kind':'Service','name':'cart','namespace':'" + namespace() + "'}";
    api()
        .post(
            events,
            "{'metadata':{'name':'moved.1'},"
                + regarding
                + ",'reason':'Moved','note':'now on mpls','type':'Normal','action':'Sync',"
                + "'reportingController':'fairway.dev/operator','reportingInstance':'one',"
                + "'eventTime':'2026-01-01T00:00:00.000000Z'}")
        .expect(201);
    RawResponse core =
        api().get("/api/v1/namespaces/" + namespace() + "/events/moved.1").expect(200);
    assertEquals("now on mpls", core.text("/message"));
    assertEquals("cart", core.text("/involvedObject/name"));
    assertEquals("fairway.dev/operator", core.text("/reportingComponent"));
    assertEquals("now on mpls", api().get(events + "/moved.1").expect(200).text("/note"));
    assertTrue(
        api()
            .post(
                events,
                "{'metadata':{'name':'moved.2'},"
                    + regarding
                    + ",'type':'Odd','eventTime':'2026-01-01T00:00:00.000000Z'}")
            .refused(422, "Invalid")
            .causes()
            .contains("FieldValueRequired reportingController"));
  }
}
