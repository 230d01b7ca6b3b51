package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A model on a clock that the test moves, and requests in one line. */
final class ModelFixture {

  static final String LISTS = "/template/policy/list/";
  static final String DEFINITIONS = "/template/policy/definition/";
  static final String POLICIES = "/template/policy/vsmart";
  static final String STATUS = "/device/action/status/";

  private static final ObjectMapper JSON = new ObjectMapper();

  final SimulatorClock clock = SimulatorClock.virtual(Instant.parse("2026-01-05T08:00:00Z"));
  final SimulatedManager manager;

  ModelFixture(FabricSeed seed) {
    manager = new SimulatedManager(seed, clock);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  ModelResponse ask(String verb, String path, String body) {
    int query = path.indexOf('?');
    TreeMap<String, List<String>> parameters = new TreeMap<>();
    if (query >= 0) {
      for (String pair : path.substring(query + 1).split("&", -1)) {
        parameters
            .computeIfAbsent(pair.split("=", 2)[0], name -> new ArrayList<>())
            .add(pair.split("=", 2)[1]);
      }
    }
    return manager.answer(
        new ModelRequest(
            "fairway",
            verb,
            query < 0 ? path : path.substring(0, query),
            parameters,
            body.isEmpty() ? Optional.empty() : Optional.of(json(body))));
  }

  /** Asks for something that has to succeed. */
  JsonNode done(String verb, String path, String body) {
    ModelResponse answer = ask(verb, path, body);
    assertEquals(200, answer.status(), () -> verb + " " + path + ": " + answer.body());
    return answer.body().orElseGet(MissingNode::getInstance);
  }

  JsonNode get(String path) {
    return done("GET", path, "");
  }

  /** Asks for something that has to be refused, and returns message and details. */
  String refused(String verb, String path, String body) {
    ModelResponse answer = ask(verb, path, body);
    assertEquals(400, answer.status(), () -> verb + " " + path + ": " + answer.body());
    JsonNode error = answer.body().orElseThrow().path("error");
    return error.path("code").asText()
        + " "
        + error.path("message").asText()
        + ": "
        + error.path("details").asText();
  }

  String list(String token, String body) {
    return done("POST", LISTS + token, body).path("listId").asText();
  }

  String prefixes(String name, String prefix) {
    return list("dataprefix", prefixBody(name, prefix));
  }

  static String prefixBody(String name, String prefix) {
    return "{'name':'%s','type':'dataPrefix','description':'d','entries':[{'ipPrefix':'%s'}]}"
        .formatted(name, prefix);
  }

  String definition(String name, String sequences) {
    return done("POST", DEFINITIONS + "data", definitionBody(name, sequences))
        .path("definitionId")
        .asText();
  }

  static String definitionBody(String name, String sequences) {
    return """
        {'name':'%s','type':'data','description':'d','defaultAction':{'type':'accept'},
         'sequences':[%s]}"""
        .formatted(name, sequences);
  }

  /** A sequence that steers what goes to a list. */
  static String steer(int id, String listId, String localTlocs) {
    return """
        {'sequenceId':%d,'sequenceName':'Custom','baseAction':'accept','sequenceType':'data',
         'sequenceIpType':'ipv4',
         'match':{'entries':[{'field':'destinationDataPrefixList','ref':'%s'}]},
         'actions':[{'type':'set','parameter':[{'field':'localTlocList','value':%s}]}]}"""
        .formatted(id, listId, localTlocs);
  }

  static String item(String definitionId, String siteList, String vpnList) {
    return """
        {'definitionId':'%s','type':'data',
         'entries':[{'direction':'service','siteLists':['%s'],'vpnLists':['%s']}]}"""
        .formatted(definitionId, siteList, vpnList);
  }

  static String policyBody(String name, String assembly) {
    return """
        {'policyName':'%s','policyDescription':'d','policyType':'feature',
         'isPolicyActivated':false,'policyDefinition':{'assembly':[%s]}}"""
        .formatted(name, assembly);
  }

  String policy(String name, String assembly) {
    return done("POST", POLICIES, policyBody(name, assembly)).path("policyId").asText();
  }

  /** Lets a push end, and returns its status. */
  JsonNode finished(JsonNode started) {
    clock.advance(Duration.ofSeconds(5));
    JsonNode status = get(STATUS + started.path("id").asText());
    assertEquals("done", status.path("summary").path("status").asText());
    return status;
  }

  JsonNode activated(String policyId, String body) {
    return finished(done("POST", POLICIES + "/activate/" + policyId + "?confirm=true", body));
  }

  /** Pushes the template of an edit, begun only. */
  JsonNode templatePush(JsonNode edit) {
    String template = edit.path("masterTemplatesAffected").path(0).asText();
    String device =
        get("/template/device/config/attached/" + template)
            .path("data")
            .path(0)
            .path("uuid")
            .asText();
    JsonNode row =
        done(
                "POST",
                "/template/device/config/input",
                """
                {'templateId':'%s','deviceIds':['%s'],'isEdited':true,'isMasterEdited':false}"""
                    .formatted(template, device))
            .path("data")
            .path(0);
    return done(
        "POST",
        "/template/device/config/attachfeature",
        """
        {'deviceTemplateList':[{'templateId':'%s','device':[%s],'isEdited':true,
         'isMasterEdited':false}]}"""
            .formatted(template, row));
  }

  static Flow tcp(String source, String destination, int port) {
    return new Flow(
        Segment.DEFAULT,
        IpPrefix.parse(source),
        IpPrefix.parse(destination),
        IpProtocol.TCP,
        40_000,
        port);
  }
}
