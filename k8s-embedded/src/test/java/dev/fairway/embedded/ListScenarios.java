package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists: pages, versions, selectors. */
interface ListScenarios extends ScenarioContext {

  private void services(String... names) {
    for (String name : names) {
      service(name);
    }
  }

  @Test
  default void list_pages_showOneVersionWhateverHappensBetween() {
    services("a", "b", "c", "d");
    RawResponse first = api().get(services() + "?limit=2").expect(200);
    assertEquals(List.of("a", "b"), first.names());
    assertEquals(2, first.at("/metadata/remainingItemCount").asInt());
    api().delete(services() + "/c").expect(200);
    service("bb");
    String next = "?limit=2&continue=" + first.text("/metadata/continue");
    RawResponse second = api().get(services() + next).expect(200);
    assertEquals(List.of("c", "d"), second.names());
    assertEquals(first.version(), second.version());
    assertEquals("", second.text("/metadata/continue"));
    assertEquals(List.of("a", "b", "bb", "d"), api().get(services()).names());
  }

  @Test
  default void list_versionZero_isNotPaged() {
    services("a", "b", "c");
    RawResponse all = api().get(services() + "?limit=2&resourceVersion=0").expect(200);
    assertEquals("", all.text("/metadata/continue"));
    assertTrue(all.names().containsAll(List.of("a")), all.names().toString());
  }

  @Test
  default void list_exactVersion_showsWhatWasThen() {
    service("a");
    String then = service("b").version();
    service("c");
    String exact = "?resourceVersionMatch=Exact&resourceVersion=" + then;
    RawResponse past = api().get(services() + exact).expect(200);
    assertEquals(List.of("a", "b"), past.names());
    assertEquals(then, past.version());
    String paged = "?limit=10&resourceVersion=" + then;
    assertEquals(List.of("a", "b"), api().get(services() + paged).expect(200).names());
    String newer = "?resourceVersionMatch=NotOlderThan&resourceVersion=" + then;
    assertEquals(List.of("a", "b", "c"), api().get(services() + newer).expect(200).names());
  }

  @Test
  default void list_parametersThatContradict_areRefused() {
    api().get(services() + "?resourceVersionMatch=Exact").refused(422, "Invalid");
    api().get(services() + "?resourceVersionMatch=Exact&resourceVersion=0").refused(422, "Invalid");
    api().get(services() + "?resourceVersionMatch=Odd&resourceVersion=1").refused(422, "Invalid");
    api().get(services() + "?resourceVersion=x").refused(400, "BadRequest");
    api().get(services() + "?continue=x").refused(400, "BadRequest");
  }

  @Test
  default void list_versionThatIsYetToCome_isRefused() {
    RawResponse refused =
        api().get(services() + "?resourceVersion=999999999").refused(504, "Timeout");
    assertEquals("ResourceVersionTooLarge", refused.text("/details/causes/0/reason"));
    assertEquals(1, refused.at("/details/retryAfterSeconds").asInt());
  }

  @Test
  default void list_labelSelectors_selectAsTheySay() {
    labelled("a", "{'app':'shop','tier':'front'}");
    labelled("b", "{'app':'shop'}");
    labelled("c", "{'app':'blog'}");
    service("d");
    selects("app=shop", "a", "b");
    selects("app==shop,tier", "a");
    selects("app!=shop", "c", "d");
    selects("app in (shop,blog)", "a", "b", "c");
    selects("app notin (shop)", "c", "d");
    selects("!app", "d");
    selects("app,app notin (blog), tier!=front", "b");
    api().get(services() + "?labelSelector=a+b").refused(400, "BadRequest");
  }

  private void selects(String selector, String... names) {
    String query = java.net.URLEncoder.encode(selector, java.nio.charset.StandardCharsets.UTF_8);
    RawResponse found = api().get(services() + "?labelSelector=" + query).expect(200);
    assertEquals(List.of(names), found.names(), selector);
  }

  @Test
  default void list_fieldSelectors_nameAnObject() {
    services("a", "b");
    String all = "/api/v1/services?fieldSelector=";
    assertEquals(List.of("a"), api().get(services() + "?fieldSelector=metadata.name%3Da").names());
    assertEquals(List.of("a", "b"), api().get(all + "metadata.namespace%3D" + namespace()).names());
    assertEquals(List.of("b"), api().get(services() + "?fieldSelector=metadata.name!%3Da").names());
    api().get(all + "spec.odd%3D1").refused(400, "BadRequest");
  }
}
