package dev.fairway.benchmarks;

import dev.fairway.catalyst.simulator.CallCounts;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.status.StatusListener;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The cost of replaced pods on a Catalyst SD-WAN Manager, and on the network behind it. A program:
 * the whole of Fairway, with default settings, between an API server and a simulated Manager in
 * this process, in real time. Three annotated Services with five pods each; 30 of them are
 * replaced, one a second, and then, on another Manager, 100 in one second. Every push takes two
 * seconds. Prints a row of a table for each.
 *
 * <p>Ends with an error where the controllers do not run, in the end, what steers every pod that is
 * there and none that is gone.
 */
public final class PodReplacementCosts {

  private static final Duration PUSH = Duration.ofSeconds(2);

  private PodReplacementCosts() {}

  /** Measures, and prints. */
  public static void main(String[] arguments) throws Exception {
    measure(List.of(PodReplacement.SLOWLY, PodReplacement.AT_ONCE), PUSH, System.out);
  }

  static void measure(List<PodReplacement> works, Duration push, PrintStream out)
      throws IOException, InterruptedException, ExecutionException {
    out.println(ReplacementRow.HEAD);
    for (PodReplacement work : works) {
      try (SimulatedFabric fabric = SimulatedFabric.start(push);
          Run run = new Run(fabric)) {
        out.println(run.measure(work));
      }
    }
  }

  /** Fairway between one API server and one Manager. */
  private static final class Run implements AutoCloseable {

    private final SimulatedFabric fabric;
    private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
    private final KubernetesClient outside = ApiServerClients.client(kubernetes.kubeconfig());
    private final KubernetesClient inside = ApiServerClients.client(kubernetes.kubeconfig());
    private final PodCluster pods = new PodCluster(outside);
    private final EventCounter moved = new EventCounter();
    private final SdwanBackend backend;
    private final FairwayController fairway;

    Run(SimulatedFabric fabric) {
      this.fabric = fabric;
      backend = fabric.open();
      fairway =
          FairwayController.of(
                  inside,
                  ClusterSettings.of(SimulatedFabric.OWNER.value()),
                  SyncLoop.over(backend).listener(new Counting()))
              .statusListener(new Counting())
              .build();
    }

    private final class Counting implements LoopListener, StatusListener {
      @Override
      public void stateChanged(LoopState state) {
        moved.increment();
      }

      @Override
      public void statusWritten(ServiceKey service) {
        moved.increment();
      }
    }

    ReplacementRow measure(PodReplacement work) throws InterruptedException, ExecutionException {
      pods.create();
      fairway.start();
      awaitQuiet();
      long mark = fabric.requests().mark();
      Duration gap = fabric.manager().timeWithoutPolicy();
      long first = System.nanoTime();
      replace(work);
      long last = System.nanoTime();
      awaitQuiet();
      long quiet = System.nanoTime();
      CallCounts counts = fabric.requests().countsSince(mark);
      return new ReplacementRow(
          work,
          counts.requests(),
          counts.writes(),
          counts.pushes() + counts.deactivations(),
          counts.deactivations(),
          fabric.manager().timeWithoutPolicy().minus(gap),
          Duration.ofNanos(quiet - first),
          Duration.ofNanos(quiet - last),
          fabric.userObjectsUnchanged());
    }

    private void replace(PodReplacement work) throws InterruptedException, ExecutionException {
      CountDownLatch left = new CountDownLatch(work.pods());
      ScheduledExecutorService replacer = Executors.newSingleThreadScheduledExecutor();
      try {
        ScheduledFuture<?> pace =
            replacer.scheduleAtFixedRate(
                () -> {
                  if (left.getCount() > 0) {
                    pods.replace();
                    left.countDown();
                  }
                },
                0,
                work.every().toNanos(),
                TimeUnit.NANOSECONDS);
        while (!left.await(1, TimeUnit.SECONDS)) {
          if (pace.isDone()) {
            pace.get();
          }
        }
      } finally {
        replacer.shutdownNow();
      }
    }

    /** Waits until every pod is steered, no replaced pod is, and the loop is idle. */
    private void awaitQuiet() throws InterruptedException {
      long seen = moved.count();
      while (!isQuiet()) {
        seen = moved.awaitMore(seen);
      }
    }

    private boolean isQuiet() {
      LoopState loop = fairway.loop().state();
      return loop.phase() == LoopState.Phase.WAITING
          && loop.waitingSince().isEmpty()
          && fairway.status().map(StatusState::waiting).orElse(0) == 0
          && fabric.steersAll(pods.live())
          && !fabric.steersAny(pods.dead());
    }

    @Override
    public void close() {
      fairway.close();
      backend.close();
      inside.close();
      outside.close();
      kubernetes.close();
    }
  }
}
