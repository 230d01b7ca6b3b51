package dev.fairway.k8s.controller;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopState;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The wait for the state of rest: the last sync saw what the API holds, has ended, and its result
 * is on the API. Holds are approved, each once.
 */
final class Quiescence {

  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final WatchedClusterFixture fixture;
  private final Set<String> approved = new HashSet<>();
  private String unrest = "not looked at yet";

  private Quiescence(WatchedClusterFixture fixture) {
    this.fixture = fixture;
  }

  /** The report of the last sync, once all is quiet. */
  static SyncReport await(WatchedClusterFixture fixture) {
    Quiescence quiet = new Quiescence(fixture);
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .atMost(LONGEST)
          .until(quiet::isQuiet);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError("never quiet: " + quiet.unrest, never);
    }
    return fixture.loop().state().last().orElseThrow();
  }

  private boolean isQuiet() {
    unrest = look().orElse("");
    return unrest.isEmpty();
  }

  private Optional<String> look() {
    LoopState state = fixture.loop().state();
    SyncReport last = state.last().orElse(null);
    if (state.phase() != LoopState.Phase.WAITING || last == null) {
      return Optional.of("the loop is " + state.phase());
    }
    if (!last.holds().isEmpty()) {
      last.holds().stream().filter(hold -> approved.add(hold.id())).forEach(fixture::approve);
      return Optional.of("holds last: " + last.holds());
    }
    if (!last.succeeded()) {
      return Optional.of(
          "the last sync did not succeed: the cluster is "
              + last.completeness()
              + " by "
              + fixture.controller().watches()
              + "; "
              + last.diagnostics()
              + last.outcomes());
    }
    if (state.waitingSince().isPresent()) {
      return Optional.of("a change waits");
    }
    PlannedSync sync = last.planned().orElseThrow();
    Map<String, String> shown = seen(sync.cluster().services());
    Map<String, String> there =
        seen(fixture.asked().clusters().get(MockFabricFixture.OWNER).services());
    if (!shown.equals(there)) {
      return Optional.of("the last sync saw\n  " + shown + "\nthe API holds\n  " + there);
    }
    return unwritten(last);
  }

  private Optional<String> unwritten(SyncReport last) {
    Map<String, ServiceStatus> statuses = new TreeMap<>();
    last.services()
        .forEach((key, status) -> statuses.put(key.namespace() + "/" + key.name(), status));
    for (Service service : fixture.writers().services()) {
      ServiceStatus status = statuses.get(RandomServices.path(service));
      Map<String, String> expected =
          ServiceConditions.of(status == null ? List.of() : status.conditions());
      Map<String, String> written = ServiceConditions.ofFairway(service);
      if (!expected.equals(written)) {
        return Optional.of(
            RandomServices.path(service) + " holds " + written + " and not " + expected);
      }
    }
    return Optional.empty();
  }

  /** Everything that a sync sees of Services but what their own status says. */
  private static Map<String, String> seen(List<ResolvedService> services) {
    Map<String, String> seen = new TreeMap<>();
    for (ResolvedService service : services) {
      ServiceState state = service.state();
      IntentReading reading = state.reading();
      seen.put(
          service.key().toString(),
          reading.intent()
              + " "
              + reading.annotations()
              + " "
              + reading.diagnostics()
              + " "
              + state.createdAt()
              + " "
              + state.ports()
              + " "
              + state.endpoints().stream().map(Quiescence::listed).toList()
              + " "
              + state.diagnostics());
    }
    return seen;
  }

  /** The endpoints as slices list them; whose pods they are is proven by a list of pods. */
  private static ServiceEndpoints listed(ServiceEndpoints group) {
    return new ServiceEndpoints(
        group.portName(),
        group.protocol(),
        group.port(),
        group.endpoints().stream().map(endpoint -> endpoint.withProven(false)).toList());
  }
}
