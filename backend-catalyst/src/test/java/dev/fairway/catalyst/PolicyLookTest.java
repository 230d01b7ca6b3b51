package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The look at whether the policy is as it was observed, while another account edits it. */
class PolicyLookTest {

  private static final PathRule A = SyncSteps.rule("a", 1);

  private final BackendFixture fixture = BackendFixture.attach();
  private final TerraformTeam terraform = new TerraformTeam(fixture, "terraform");
  private final SdwanBackend backend = fixture.open(SyncSteps.OWNER);

  @BeforeEach
  void install() {
    SyncSteps.reach(fixture, List.of(A));
  }

  @AfterEach
  void close() {
    backend.close();
    terraform.close();
    fixture.close();
  }

  private ObservedPolicy observe() {
    return backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture));
  }

  private boolean isAt(Revision revision) {
    return backend.isAt(revision, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture));
  }

  /** The edits after which the rules are not in force as they were. */
  enum Edit {
    ENTRY_TAKEN_OUT {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        terraform.takeOut();
      }
    },
    ENTRY_TAKEN_OUT_AND_NOT_PUSHED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        terraform.putPolicy(item -> !fixture.admin.containers().containsValue(id(item)));
      }
    },
    POLICY_DEACTIVATED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        terraform.deactivate();
      }
    },
    DIRECTION_CHANGED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        terraform.putPolicy(
            item -> {
              if (fixture.admin.containers().containsValue(id(item))) {
                ((ObjectNode) item.at("/entries/0")).put("direction", "tunnel");
              }
              return true;
            });
      }
    },
    SEQUENCE_CHANGED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        ObjectNode body = terraform.definition();
        ((ArrayNode) body.at("/sequences/0/match/entries"))
            .addObject()
            .put("field", "dscp")
            .put("value", "46");
        terraform.put(AdminActions.DATA + "/" + id(body), body);
      }
    },
    SITE_LIST_CHANGED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        ObjectNode body = terraform.list("fairway-sites").deepCopy();
        ((ArrayNode) body.path("entries")).remove(0);
        terraform.put(AdminActions.LISTS + "/site/" + body.path("listId").asText(), body);
      }
    },
    PREFIX_LIST_CHANGED {
      @Override
      void by(TerraformTeam terraform, BackendFixture fixture) {
        ObjectNode body =
            fixture.admin.all(AdminActions.LISTS).stream()
                .filter(list -> list.path("name").asText().startsWith("fw-"))
                .map(list -> (ObjectNode) list.deepCopy())
                .findFirst()
                .orElseThrow();
        ((ArrayNode) body.path("entries")).addObject().put("ipPrefix", "10.9.0.0/16");
        terraform.put(AdminActions.LISTS + "/dataprefix/" + body.path("listId").asText(), body);
      }
    };

    abstract void by(TerraformTeam terraform, BackendFixture fixture);

    static String id(ObjectNode object) {
      return object.path("definitionId").asText();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAt_afterAnEditOfWhatHoldsTheRules_isFalse(Edit edit) {
    Revision before = observe().revision();
    assertTrue(isAt(before), "nothing was written");

    edit.by(terraform, fixture);

    assertFalse(isAt(before));
    assertTrue(isAt(observe().revision()), "the edit has been observed");
  }

  @Test
  void isAt_whileNothingChanges_costsTwoRequestsAndWritesNothing() {
    Revision before = observe().revision();
    long writes = fixture.watched.writes();
    long mark = fixture.simulator.requests().mark();

    assertTrue(isAt(before));

    assertEquals(2, fixture.simulator.requests().countsSince(mark).requests());
    assertEquals(writes, fixture.watched.writes());
  }

  @Test
  void observe_ofAQuietFabric_costsFourRequests() {
    observe();
    long mark = fixture.simulator.requests().mark();

    observe();

    assertEquals(4, fixture.simulator.requests().countsSince(mark).requests());
  }

  @Test
  void isAt_whereTheManagerRefusesToShowTheText_isFalseAndTheObservationGoesOn() {
    fixture
        .simulator
        .faultInjector()
        .always("GET", "/template/policy/assembly/vsmart/*", SimulatedFault.refused());

    ObservedPolicy now = observe();

    assertEquals(List.of(A), now.mine());
    assertFalse(isAt(now.revision()));
  }

  @Test
  void isAt_afterAnEditOfWhatTheRulesDoNotNeed_isTrue() {
    Revision before = observe().revision();
    fixture.admin.plant(1);
    fixture.admin.disturb();
    assertFalse(isAt(before), "the plant stands in the same data policy");
    SyncSteps.reach(fixture, List.of(A));

    Revision now = observe().revision();
    fixture.admin.ask(
        "POST",
        AdminActions.LISTS + "/site",
        Optional.of(
            WireJson.object(
                "{\"name\": \"harbour\", \"type\": \"site\", \"entries\":"
                    + " [{\"siteId\": \"900\"}]}")));

    assertTrue(isAt(now));
  }

  @Test
  void observe_afterAnEditByAnotherAccount_namesItAndWhatItTook() {
    assertEquals(Optional.empty(), observe().editedBy());

    terraform.takeOut();

    ObservedPolicy now = observe();
    assertTrue(
        now.editedBy().orElseThrow().matches("user 'terraform' at 20[0-9:TZ-]+"),
        now.editedBy()::toString);
    assertEquals(List.of(), now.mine());
    assertTrue(
        now.unfinished()
            .contains(
                "the entry of data policy 'fairway-default' is not in the active policy 'corporate'"
                    + " any more"),
        now.unfinished()::toString);
  }

  @Test
  void observe_afterAnEditWithTheSameAccount_saysSo() {
    try (TerraformTeam same = new TerraformTeam(fixture, "fairway")) {
      same.takeOut();
    }

    assertTrue(
        observe()
            .editedBy()
            .orElseThrow()
            .startsWith("the account 'fairway', which Fairway uses too, at 20"),
        observe().editedBy()::toString);
  }

  @Test
  void observe_afterAnEditOfTheDataPolicy_saysWhenAndThatTheManagerNamesNobody() {
    Edit.SEQUENCE_CHANGED.by(terraform, fixture);

    assertTrue(
        observe()
            .editedBy()
            .orElseThrow()
            .startsWith("a user whom the Manager does not name at 20"),
        observe().editedBy()::toString);
  }

  @Test
  void observe_afterAnEditThatTookNothing_namesTheOtherAccountUntilTheOwnerWritesAgain() {
    terraform.putPolicy(item -> true);
    terraform.push();

    assertTrue(observe().editedBy().orElseThrow().startsWith("user 'terraform'"));

    fixture.time.clock.advance(Duration.ofSeconds(5));
    SyncSteps.reach(fixture, List.of(A, SyncSteps.rule("b", 2)));

    assertEquals(Optional.empty(), observe().editedBy());
  }
}
