package dev.fairway.benchmarks;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.status.StatusListener;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;

/**
 * The CPU time of the writing of statuses. A program: a whole Fairway with default settings on an
 * API server and a fabric in this process, whose Services have no status yet. Prints how long it
 * took until every status was written, and the CPU time of the threads that write them and of those
 * of the HTTP client.
 *
 * <p>Uses nothing that an earlier adapter lacks: with the classes of one in front of the class path
 * it measures that one.
 */
public final class StatusWriteCosts {

  private static final int SERVICES = 5_000;
  private static final int ENDPOINTS = 3;

  private StatusWriteCosts() {}

  /**
   * Measures, and prints.
   *
   * @param arguments the number of Services, if it is not 5,000
   */
  public static void main(String[] arguments) throws InterruptedException {
    measure(arguments.length == 0 ? SERVICES : Integer.parseInt(arguments[0]), System.out);
  }

  static void measure(int services, PrintStream out) throws InterruptedException {
    SeededObjects objects = SeededObjects.of(services, ENDPOINTS, 1);
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      ApiServerClients.create(objects, kubernetes.kubeconfig());
      try (KubernetesClient client = ApiServerClients.client(kubernetes.kubeconfig())) {
        measure(services, client, out);
      }
    }
  }

  private static void measure(int services, KubernetesClient client, PrintStream out)
      throws InterruptedException {
    EventCounter written = new EventCounter();
    EventCounter moved = new EventCounter();
    Counting listener = new Counting(written, moved);
    double client0 = cpuSeconds("OkHttp");
    try (FairwayController fairway =
        FairwayController.of(
                client,
                SeededObjects.SETTINGS,
                SyncLoop.over(SyncFixture.newFabric().backend(SeededInputs.OWNER))
                    .listener(listener))
            .statusListener(listener)
            .build()) {
      long start = System.nanoTime();
      fairway.start();
      long seen = moved.count();
      // The state of a queue is not asked for while it is long: that costs, too.
      while (written.count() < services || !rests(fairway)) {
        seen = moved.awaitMore(seen);
      }
      out.printf(
          "%d Services, %d status writes in %.1f s: %.2f s of CPU in the status threads, %.2f s in"
              + " those of the HTTP client%n",
          services,
          written.count(),
          (System.nanoTime() - start) / 1e9,
          cpuSeconds("fairway-status"),
          cpuSeconds("OkHttp") - client0);
    }
  }

  private static boolean rests(FairwayController fairway) {
    LoopState loop = fairway.loop().state();
    return loop.phase() == LoopState.Phase.WAITING
        && loop.waitingSince().isEmpty()
        && fairway.status().map(StatusState::waiting).orElse(0) == 0;
  }

  /** The CPU time of the living threads whose names begin so. */
  private static double cpuSeconds(String prefix) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> thread.getThreadName().startsWith(prefix))
            .mapToLong(ThreadInfo::getThreadId)
            .map(threads::getThreadCpuTime)
            .filter(nanos -> nanos > 0)
            .sum()
        / 1e9;
  }

  private record Counting(EventCounter written, EventCounter moved)
      implements LoopListener, StatusListener {

    @Override
    public void stateChanged(LoopState state) {
      moved.increment();
    }

    @Override
    public void statusWritten(ServiceKey service) {
      written.increment();
      moved.increment();
    }
  }
}
