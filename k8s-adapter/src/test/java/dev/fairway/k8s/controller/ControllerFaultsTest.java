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

/** One fault at a time: the conditions while it lasts, and that nothing is lost after it. */
class ControllerFaultsTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int REFUSED_FOR_LONG = 1_000;

  private final WatchedClusterFixture fixture =
      new WatchedClusterFixture(Commit.PER_STEP, WatchedClusterFixture.NO_LIMITS);
  private Service cart = KubernetesSamples.service("cart").build();

  @BeforeEach
  void open() {
    fixture.writers().createNamespace("shop");
    cart = fixture.writers().create(cart);
    fixture.writers().create(slice("10.1.0.1"));
    fixture.open();
    Quiescence.await(fixture);
    ExpectedState.of(fixture).assertInForce();
    assertTold("True", "Programmed");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static EndpointSlice slice(String... addresses) {
    return KubernetesSamples.slice("cart-1", "cart")
        .withPorts(KubernetesSamples.port("http", 8080))
        .withEndpoints(KubernetesSamples.endpoints(addresses))
        .build();
  }

  private Service shown() {
    return fixture.writers().services().get(0);
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
    return fixture.controller().watches().resources().get(resource);
  }

  private SyncReport awaitReport(Predicate<SyncReport> such) {
    await().atMost(LONG).until(() -> fixture.reports().stream().anyMatch(such));
    return fixture.reports().stream().filter(such).findFirst().orElseThrow();
  }

  /** A sync that began before the last fault was over may still end badly; the next one heals. */
  private void assertHealed() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              SyncReport last = Quiescence.await(fixture);
              assertTrue(last.succeeded());
              LoopState state = fixture.loop().state();
              assertEquals(0, state.failures(), state::toString);
              assertTrue(
                  state.problem().isEmpty() && state.waitingSince().isEmpty(), state::toString);
              assertTrue(fixture.controller().watches().problems().isEmpty());
              assertEquals(0, fixture.controller().status().orElseThrow().waiting());
            });
    ExpectedState.of(fixture).assertInForce();
    assertTold("True", "Programmed");
  }

  @Test
  void apiGone_theWatchesSayItAndTheFabricKeepsWhatItHas() {
    String rules = fixture.fabric().ours();
    long writes = fixture.fabric().fabric().writes();
    fixture.api().goAway();
    awaitReport(report -> report.completeness() == Completeness.STALE);
    for (WatchedResource resource : WatchedResource.values()) {
      assertEquals(ResourceWatchState.Phase.BROKEN, watch(resource).phase());
      assertTrue(watch(resource).read(), "what was read was read");
    }
    assertEquals(WatchedResource.values().length, fixture.controller().watches().problems().size());
    assertEquals(rules, fixture.fabric().ours());
    assertEquals(writes, fixture.fabric().fabric().writes());
    fixture.api().comeBack();
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
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
    String rules = fixture.fabric().ours();
    fixture.shut();
    fixture.api().goAway();
    int before = fixture.reports().size();
    fixture.open();
    await().atMost(LONG).until(() -> !fixture.controller().watches().problems().isEmpty());
    await().atMost(LONG).until(() -> fixture.reports().size() > before);
    assertEquals(Completeness.NEVER_READ, fixture.reports().get(before).completeness());
    assertFalse(fixture.controller().watches().read());
    assertEquals(rules, fixture.fabric().ours());
    fixture.api().comeBack();
    assertHealed();
    assertEquals(rules, fixture.fabric().ours());
  }

  @Test
  void watchRefusedForLong_servicesAreStale() {
    String rules = fixture.fabric().ours();
    fixture.api().faultInjector().answer("watch", "endpointslices", REFUSED_FOR_LONG, 503);
    fixture.api().faultInjector().answer("list", "endpointslices", REFUSED_FOR_LONG, 503);
    fixture.api().faultInjector().cutWatches();
    fixture.writers().replace(slice("10.2.0.1"));
    awaitTold("Unknown", "Stale");
    assertEquals(ResourceWatchState.Phase.BROKEN, watch(WatchedResource.ENDPOINT_SLICES).phase());
    assertEquals(1, fixture.controller().watches().problems().size());
    assertEquals(rules, fixture.fabric().ours());
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    fixture.faults().clear();
    assertHealed();
  }

  @Test
  void changesWhileTheWatchIsGone_areAllSeenAfterwards() {
    fixture.api().faultInjector().pauseEvents("services");
    fixture.api().faultInjector().pauseEvents("endpointslices");
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
    Service wine = fixture.writers().create(KubernetesSamples.service("wine").build());
    fixture.writers().replace(slice("10.2.0.1", "10.2.0.2"));
    fixture.writers().delete(wine);
    fixture.api().faultInjector().forgetHistory();
    fixture.api().faultInjector().cutWatches();
    fixture.faults().clear();
    assertHealed();
    assertTrue(fixture.fabric().ours().contains("10.2.0."));
  }

  @Test
  void fabricSlow_aChangeMeanwhileIsNotLost() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    fixture
        .fabric()
        .fabric()
        .onWrite(
            () -> {
              writing.countDown();
              awaitLatch(changed);
            });
    fixture.writers().replace(slice("10.1.0.2"));
    assertTrue(writing.await(LONG.toSeconds(), TimeUnit.SECONDS));
    assertEquals(LoopState.Phase.SYNCING, fixture.loop().state().phase());
    fixture.writers().replace(slice("10.1.0.3"));
    await().atMost(LONG).until(() -> fixture.loop().state().waitingSince().isPresent());
    changed.countDown();
    assertHealed();
    assertTrue(fixture.fabric().ours().contains("10.1.0.3/32"), fixture.fabric()::ours);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fabricUnreachable_isReportedAndCaughtUpWith() {
    String rules = fixture.fabric().ours();
    fixture.fabric().fabric().setReachable(false);
    fixture.writers().replace(slice("10.2.0.1"));
    awaitTold("Unknown", "BackendUnreachable");
    assertTrue(fixture.loop().state().failures() > 0);
    assertTrue(fixture.loop().state().waitingSince().isPresent());
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    assertEquals(rules, fixture.fabric().ours());
    fixture.fabric().fabric().setReachable(true);
    assertHealed();
  }

  @Test
  void writeHalfApplied_isReportedStepByStepAndFinished() {
    fixture.fabric().fabric().script(WriteFault.failingAfter(0));
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
    SyncReport half = awaitReport(report -> hasOutcome(report, StepOutcome.Failed.class));
    assertFalse(half.succeeded());
    assertFalse(half.services().values().iterator().next().isProgrammed());
    assertHealed();
  }

  @Test
  void answerLost_isReportedUnknownAndNotWrittenTwice() {
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
    Quiescence.await(fixture);
    long writes = fixture.fabric().fabric().writes();
    fixture.fabric().fabric().script(WriteFault.answerLost());
    fixture.writers().replace(slice("10.1.0.1", "10.1.0.7"));
    SyncReport lost = awaitReport(report -> hasOutcome(report, StepOutcome.Unknown.class));
    assertFalse(lost.services().values().iterator().next().isProgrammed());
    assertHealed();
    assertEquals(writes + 2, fixture.fabric().fabric().writes(), "one for each rule");
  }

  private static boolean hasOutcome(SyncReport report, Class<? extends StepOutcome> kind) {
    return report.outcomes().stream().anyMatch(kind::isInstance);
  }

  @Test
  void statusRefused_theFabricIsRightAndTheStatusComesLater() {
    fixture.api().faultInjector().deny("patch", "services/status");
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
    await()
        .atMost(LONG)
        .until(() -> fixture.controller().status().orElseThrow().problem().isPresent());
    await().atMost(LONG).until(() -> fixture.fabric().ours().contains("biz-internet"));
    assertEquals("ports=every tunnel=mpls fallback=none", ServiceConditions.acceptedText(shown()));
    fixture.api().faultInjector().allow("patch", "services/status");
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
    fixture.writers().say(cart, theirs);
    fixture
        .writers()
        .edit(
            cart,
            there ->
                new ServiceBuilder(there)
                    .editMetadata()
                    .withAnnotations(Map.of())
                    .endMetadata()
                    .build());
    Quiescence.await(fixture);
    assertEquals(List.of(theirs), ServiceConditions.all(shown()));
    assertEquals("", fixture.fabric().ours());
    fixture.writers().edit(cart, ControllerFaultsTest::onBusinessInternet);
    assertHealed();
    assertEquals(3, ServiceConditions.all(shown()).size());
    ExpectedState.of(fixture).assertKept(Map.of("shop/cart", theirs));
  }
}
