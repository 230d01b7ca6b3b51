package dev.fairway.benchmarks;

import dev.fairway.catalyst.simulator.CallLog;
import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.SdwanBackend;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * The number of requests that a sync makes to a Catalyst SD-WAN Manager. A program: syncs with a
 * simulated one, each after another change. Ten Services with 110 endpoints each. Prints a row of a
 * table for each sync. The figures are counts: the same in every run, but for the polls, whose
 * number depends on the duration of the push.
 */
public final class RequestCosts {

  private static final Duration PUSH = Duration.ofSeconds(2);
  private static final EndpointFleet FLEET = new EndpointFleet(10, 110);

  private final CallLog log;
  private final PolicySync sync;
  private final PrintStream out;

  private RequestCosts(SimulatedFabric fabric, SdwanBackend backend, PrintStream out) {
    this.log = fabric.requests();
    this.sync =
        PolicySync.with(backend)
            .using(
                SyncOptions.builder()
                    .inventoryInterval(Duration.ofDays(1))
                    .safety(SafetySettings.OFF)
                    .build());
    this.out = out;
  }

  /** Counts, and prints. */
  public static void main(String[] arguments) throws IOException {
    count(PUSH, System.out);
  }

  static void count(Duration push, PrintStream out) throws IOException {
    try (SimulatedFabric fabric = SimulatedFabric.start(push);
        SdwanBackend backend = fabric.open()) {
      new RequestCosts(fabric, backend, out).syncs();
    }
  }

  private void syncs() {
    out.println(RequestCountRow.HEAD);
    long mark = log.mark();
    sync.refreshInventory();
    print("login, and the inventory of the WAN", "", mark);
    sync("first install: 10 Services", "", FLEET.moved(0, 0));
    mark = log.mark();
    sync.refreshInventory();
    print("the inventory of the WAN, once a minute", "", mark);
    sync("nothing has changed", "6 requests, 0 writes", FLEET.moved(0, 0));
    sync("1 endpoint has changed", "16 and the polls for one list", FLEET.moved(1, 1));
    sync("1,000 endpoints of 10 Services have changed", "", FLEET.moved(10, 100));
    sync("all Services are gone", "", new EndpointFleet(0, 0).moved(0, 0));
  }

  private void sync(String work, String budget, FleetSnapshot fleet) {
    long mark = log.mark();
    SyncReport report = sync.run(fleet);
    if (!report.succeeded()) {
      throw new IllegalStateException(work + ": " + report);
    }
    print(work, budget, mark);
  }

  private void print(String work, String budget, long mark) {
    int polls = (int) log.since(mark).stream().filter(RequestCosts::isPoll).count();
    out.println(new RequestCountRow(work, log.countsSince(mark), polls, budget));
  }

  private static boolean isPoll(LoggedCall call) {
    String status = "/device/action/status/";
    return call.path().startsWith(status) && !call.path().startsWith(status + "tasks");
  }
}
