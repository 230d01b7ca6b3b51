package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches over HTTP. */
interface WatchScenarios extends ScenarioContext {

  private String from(String version) {
    return services() + "?watch=true&resourceVersion=" + version;
  }

  @Test
  default void watch_fromAVersion_tellsExactlyWhatCameAfterIt() {
    String first = service("a").version();
    service("b");
    api().merge(services() + "/a", "{'metadata':{'labels':{'x':'y'}}}").expect(200);
    try (WatchEventReader lines = api().watch(from(first))) {
      assertEquals(List.of("ADDED b", "MODIFIED a"), lines.next(2, ""));
      String version = api().delete(services() + "/b").expect(200).version();
      JsonNode deleted = lines.next();
      assertEquals("DELETED", deleted.path("type").asText());
      assertEquals("Service", deleted.at("/object/kind").asText());
      assertTrue(
          deleted.at("/object/metadata/resourceVersion").asLong() >= Long.parseLong(version),
          "a deleted object has the version of its end");
    }
  }

  @Test
  default void watch_withoutAVersion_beginsWithWhatIsThere() {
    service("a");
    service("b");
    try (WatchEventReader lines = api().watch(services() + "?watch=1")) {
      assertEquals(List.of("ADDED a", "ADDED b"), lines.next(2, ""));
      service("c");
      assertEquals(List.of("ADDED c"), lines.next(1, ""));
    }
  }

  @Test
  default void watch_labels_tellWhatEntersAndLeaves() {
    String version = service("a").version();
    String selected = from(version) + "&labelSelector=wan";
    try (WatchEventReader lines = api().watch(selected)) {
      api().merge(services() + "/a", "{'metadata':{'labels':{'wan':'1'}}}").expect(200);
      api().merge(services() + "/a", "{'metadata':{'labels':{'wan':'2'}}}").expect(200);
      RawResponse left =
          api().merge(services() + "/a", "{'metadata':{'labels':{'wan':null}}}").expect(200);
      assertEquals(List.of("ADDED a 1", "MODIFIED a 2"), lines.next(2, "/metadata/labels/wan"));
      JsonNode deleted = lines.next();
      assertEquals("DELETED", deleted.path("type").asText());
      assertEquals(left.version(), deleted.at("/object/metadata/resourceVersion").asText());
      assertEquals("2", deleted.at("/object/metadata/labels/wan").asText());
    }
  }

  @Test
  default void watch_oneName_tellsNothingOfOthers() {
    String version = service("a").version();
    String one = from(version) + "&fieldSelector=metadata.name%3Db";
    try (WatchEventReader lines = api().watch(one)) {
      api().delete(services() + "/a").expect(200);
      service("b");
      assertEquals(List.of("ADDED b"), lines.next(1, ""));
    }
  }

  @Test
  default void watch_timeout_endsItAfterABookmark() {
    service("a");
    String version = service("b").version();
    String brief = from(version) + "&timeoutSeconds=3&allowWatchBookmarks=true";
    try (WatchEventReader lines = api().watch(brief)) {
      service("c");
      List<String> told = lines.rest("");
      assertEquals("ADDED c", told.get(0));
      assertEquals(List.of("BOOKMARK"), told.subList(1, told.size()).stream().distinct().toList());
    }
  }

  @Test
  default void watch_parametersThatContradict_areRefused() {
    api().get(services() + "?watch=1&sendInitialEvents=true").refused(422, "Invalid");
    api().get(services() + "?watch=1&resourceVersionMatch=Exact").refused(422, "Invalid");
  }

  @Test
  default void watch_acrossNamespaces_tellsAll() {
    String version = service("a").version();
    String all =
        "/api/v1/services?watch=1&resourceVersion="
            + version
            + "&fieldSelector=metadata.namespace%3D"
            + namespace();
    try (WatchEventReader lines = api().watch(all)) {
      service("b");
      assertEquals(List.of("ADDED b"), lines.next(1, ""));
    }
  }
}
