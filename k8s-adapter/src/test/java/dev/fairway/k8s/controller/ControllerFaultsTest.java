package dev.fairway.k8s.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.k8s.watch.ResourceWatchState;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.StepOutcome;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One fault at a time: what is said while it lasts, and that nothing is lost behind it. */
class ControllerFaultsTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int REFUSED_FOR_LONG = 1_000;

  private final WatchedClusterFixture world =
      new WatchedClusterFixture(Commit.PER_STEP, WatchedClusterFixture.NO_GATE);
  private Service cart = KubernetesSamples.service("cart").build();

  @BeforeEach
  void open() {
    world.people().createNamespace("shop");
    cart = world.people().create(cart);
    world.people().create(slice("10.1.0.1"));
    world.open();
    Quiescence.await(world);
    ExpectedState.of(world).assertInForce();
    assertTold("True", "Programmed");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static EndpointSlice slice(String... addresses) {
    return KubernetesSamples.slice("cart-1", "cart")
        .withPorts(KubernetesSamples.port("http", 8080))
        .withEndpoints(KubernetesSamples.endpoints(addresses))
        .build();
  }

  private Service shown() {
    return world.people().services().get(0);
  }

  private void assertTold(String status, String reason) {
    io.fabric8.kubernetes.api.model.Condition told =
        ServiceConditions.find(shown(), Condition.PROGRAMMED).orElseThrow();
    assertEquals(status + " " + reason, told.getStatus() + " " + told.getReason());
  }

  private void awaitTold(String status, String reason) {
    await().atMost(LONG).untilAsserted(() -> assertTold(status, reason));
  }

  private ResourceWatchState watch(WatchedResource resource) {
    return world.controller().watches().resources().get(resource);
  }

  private SyncReport awaitReport(Predicate<SyncReport> such) {
    await().atMost(LONG).until(() -> world.reports().stream().anyMatch(such));
    return world.reports().stream().filter(such).findFirst().orElseThrow();
  }

  /** A pass that began before the last fault was over may still end badly; the next one heals. */
  private void assertHealed() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              SyncReport last = Quiescence.await(world);
              assertTrue(last.succeeded());
              LoopState state = world.loop().state();
              assertEquals(0, state.failures(), state::toString);
              assertTrue(
                  state.problem().isEmpty() && state.waitingSince().isEmpty(), state::toString);
              assertTrue(world.controller().watches().problems().isEmpty());
              assertEquals(0, world.controller().status().orElseThrow().waiting());
            });
    ExpectedState.of(world).assertInForce();
    assertTold("True", "Programmed");
  }

  @Test
  void apiGone_theWatchesSayItAndTheFabricKeepsWhatItHas() {
    String rules = world.fabric().ours();
    long writes = world.fabric().fabric().writes();
    world.api().goAway();
    awaitReport(report -> report.completeness() == Completeness.STALE);
    for (WatchedResource resource : WatchedResource.values()) {
      assertEquals(ResourceWatchState.Phase.BROKEN, watch(resource).phase());
      assertTrue(watch(resource).read(), "what was read was read");
    }
    assertEquals(WatchedResource.values().length, world.controller().watches().problems().size());
    assertEquals(rules, world.fabric().ours());
    assertEquals(writes, world.fabric().fabric().writes());
    world.api().comeBack();
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    assertHealed();
  }

  private static Service onBusinessInternet(Service there) {
    return new ServiceBuilder(there)
        .editMetadata()
        .addToAnnotations("fairway.dev/tunnel", "biz-internet")
        .endMetadata()
        .build();
  }

  @Test
  void apiGoneAtTheStart_nothingIsTakenAwayAndItIsWaitedFor() {
    String rules = world.fabric().ours();
    world.shut();
    world.api().goAway();
    int before = world.reports().size();
    world.open();
    await().atMost(LONG).until(() -> !world.controller().watches().problems().isEmpty());
    await().atMost(LONG).until(() -> world.reports().size() > before);
    assertEquals(Completeness.NEVER_READ, world.reports().get(before).completeness());
    assertFalse(world.controller().watches().read());
    assertEquals(rules, world.fabric().ours());
    world.api().comeBack();
    assertHealed();
    assertEquals(rules, world.fabric().ours());
  }

  @Test
  void watchRefusedForLong_servicesAreToldThatItIsOld() {
    String rules = world.fabric().ours();
    world.api().weather().answer("watch", "endpointslices", REFUSED_FOR_LONG, 503);
    world.api().weather().answer("list", "endpointslices", REFUSED_FOR_LONG, 503);
    world.api().weather().cutWatches();
    world.people().replace(slice("10.2.0.1"));
    awaitTold("Unknown", "Stale");
    assertEquals(ResourceWatchState.Phase.BROKEN, watch(WatchedResource.ENDPOINT_SLICES).phase());
    assertEquals(1, world.controller().watches().problems().size());
    assertEquals(rules, world.fabric().ours());
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    world.weather().clear();
    assertHealed();
  }

  @Test
  void changesWhileTheWatchIsGone_areAllSeenAfterwards() {
    world.api().weather().pauseEvents("services");
    world.api().weather().pauseEvents("endpointslices");
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    Service wine = world.people().create(KubernetesSamples.service("wine").build());
    world.people().replace(slice("10.2.0.1", "10.2.0.2"));
    world.people().delete(wine);
    world.api().weather().forgetHistory();
    world.api().weather().cutWatches();
    world.weather().clear();
    assertHealed();
    assertTrue(world.fabric().ours().contains("10.2.0."));
  }

  @Test
  void fabricSlow_aChangeMeanwhileIsNotLost() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    world
        .fabric()
        .fabric()
        .onWrite(
            () -> {
              writing.countDown();
              awaitLatch(changed);
            });
    world.people().replace(slice("10.1.0.2"));
    assertTrue(writing.await(LONG.toSeconds(), TimeUnit.SECONDS));
    assertEquals(LoopState.Phase.SYNCING, world.loop().state().phase());
    world.people().replace(slice("10.1.0.3"));
    await().atMost(LONG).until(() -> world.loop().state().waitingSince().isPresent());
    changed.countDown();
    assertHealed();
    assertTrue(world.fabric().ours().contains("10.1.0.3/32"), world.fabric()::ours);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fabricUnreachable_isToldAndCaughtUpWith() {
    String rules = world.fabric().ours();
    world.fabric().fabric().setReachable(false);
    world.people().replace(slice("10.2.0.1"));
    awaitTold("Unknown", "BackendUnreachable");
    assertTrue(world.loop().state().failures() > 0);
    assertTrue(world.loop().state().waitingSince().isPresent());
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    assertEquals(rules, world.fabric().ours());
    world.fabric().fabric().setReachable(true);
    assertHealed();
  }

  @Test
  void writeHalfApplied_isReportedStepByStepAndFinished() {
    world.fabric().fabric().script(WriteFault.failingAfter(0));
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    SyncReport half = awaitReport(report -> hasOutcome(report, StepOutcome.Failed.class));
    assertFalse(half.succeeded());
    assertFalse(half.services().values().iterator().next().isProgrammed());
    assertHealed();
  }

  @Test
  void answerLost_isReportedUnknownAndNotWrittenTwice() {
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    Quiescence.await(world);
    long writes = world.fabric().fabric().writes();
    world.fabric().fabric().script(WriteFault.answerLost());
    world.people().replace(slice("10.1.0.1", "10.1.0.7"));
    SyncReport lost = awaitReport(report -> hasOutcome(report, StepOutcome.Unknown.class));
    assertFalse(lost.services().values().iterator().next().isProgrammed());
    assertHealed();
    assertEquals(writes + 2, world.fabric().fabric().writes(), "one for each rule");
  }

  private static boolean hasOutcome(SyncReport report, Class<? extends StepOutcome> kind) {
    return report.outcomes().stream().anyMatch(kind::isInstance);
  }

  @Test
  void statusRefused_theFabricIsRightAndTheStatusComesLater() {
    world.api().weather().deny("patch", "services/status");
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    await()
        .atMost(LONG)
        .until(() -> world.controller().status().orElseThrow().problem().isPresent());
    await().atMost(LONG).until(() -> world.fabric().ours().contains("biz-internet"));
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    world.api().weather().allow("patch", "services/status");
    assertHealed();
    assertEquals(
        "ports=every tunnel=biz-internet fallback=none", ServiceConditions.acceptedText(shown()));
  }

  @Test
  void conditionsOfOthers_surviveOursComingAndGoing() {
    io.fabric8.kubernetes.api.model.Condition theirs =
        new ConditionBuilder()
            .withType("example.com/Probed")
            .withStatus("True")
            .withReason("Probe")
            .withMessage("well")
            .withLastTransitionTime("2026-01-02T03:04:05Z")
            .build();
    world.people().say(cart, theirs);
    world
        .people()
        .edit(
            cart,
            there ->
                new ServiceBuilder(there)
                    .editMetadata()
                    .withAnnotations(Map.of())
                    .endMetadata()
                    .build());
    Quiescence.await(world);
    assertEquals(List.of(theirs), ServiceConditions.all(shown()));
    assertEquals("", world.fabric().ours());
    world.people().edit(cart, ControllerFaultsTest::onBusinessInternet);
    assertHealed();
    assertEquals(3, ServiceConditions.all(shown()).size());
    ExpectedState.of(world).assertKept(Map.of("shop/cart", theirs));
  }
}
