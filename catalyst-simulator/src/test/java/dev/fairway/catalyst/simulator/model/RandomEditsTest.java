package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After random edits in random order, no reference points to a missing object. */
class RandomEditsTest {

  private static final int STEPS = 250;
  private static final List<String> COLORS = List.of("mpls", "biz-internet", "lte");

  private final SteeredModelFixture shop = SteeredModelFixture.active();
  private final ModelFixture fixture = shop.fixture;
  private final List<String> spareLists = new ArrayList<>();
  private Optional<JsonNode> edit = Optional.empty();
  private int named;
  private int pushes;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyWork_leavesNoReferenceToNothing(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      doSomething(random);
      assertWhole();
    }
    assertTrue(pushes > 0, "nothing was pushed");
  }

  private void doSomething(Random random) {
    switch (random.nextInt(9)) {
      case 0 -> {
        named++;
        spareLists.add(fixture.prefixes("list-" + named, "10.2.0.0/24"));
      }
      case 1 -> repoint(random);
      case 2 -> delete(random);
      case 3 -> pushTemplates();
      case 4 -> fixture.ask("POST", ModelFixture.POLICIES + "/activate/" + shop.policy, "{}");
      case 5 ->
          fixture.manager.adminUser("alice").edit("both", body -> body.put("description", "x"));
      case 6 -> fixture.manager.adminUser("alice").controller("vsmart-1", random.nextBoolean());
      case 7 -> fixture.manager.nextPush(PushOutcome.failure("no"));
      default -> fixture.clock.advance(Duration.ofSeconds(random.nextInt(400)));
    }
  }

  private void repoint(Random random) {
    if (spareLists.isEmpty()) {
      return;
    }
    String list = spareLists.get(random.nextInt(spareLists.size()));
    String color = COLORS.get(random.nextInt(COLORS.size()));
    String sequence =
        ModelFixture.steer(1, list, "{'color':'%s','encap':'ipsec'}".formatted(color));
    ModelResponse answer =
        fixture.ask(
            "PUT",
            ModelFixture.DEFINITIONS + "data/" + shop.definition,
            ModelFixture.definitionBody("steer", sequence));
    if (answer.status() == 200) {
      edit = answer.body();
    }
  }

  private void delete(Random random) {
    if (!spareLists.isEmpty()) {
      String list = spareLists.get(random.nextInt(spareLists.size()));
      if (fixture.ask("DELETE", ModelFixture.LISTS + "dataprefix/" + list, "").status() == 200) {
        spareLists.remove(list);
      }
    }
  }

  private void pushTemplates() {
    if (edit.isPresent()) {
      fixture.manager.adminUser("alice").push();
      pushes++;
    }
  }

  private void assertWhole() {
    RunningPolicy running =
        fixture.manager.view().running().orElseThrow(() -> new AssertionError("no policy"));
    assertWhole(running.objects());
    assertWhole(fixture.manager.inside(state -> state.database.snapshot()));
    List<String> colors = shop.colors();
    assertEquals(1, colors.size(), "the packet is not steered by one sequence");
  }

  private static void assertWhole(StoredObjects objects) {
    for (ManagerObject object : objects.objects().values()) {
      for (JsonNode ref : object.body().findValues("ref")) {
        assertTrue(objects.find(ref.asText()).isPresent(), () -> object.name() + " names " + ref);
      }
    }
  }
}
