package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.demo.DemoOperator.RecordedSync;
import dev.fairway.demo.simulate.PrivateFolder;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.run.StopSignal;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.server.HealthHandler;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.server.ServerResponse;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.PacketPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demo after the story: everything stays up, with the HTTP server of the operator, for a user
 * who edits the cluster by hand. Prints every sync that changed something, or that read something
 * new.
 */
final class InteractiveDemo implements QuerySource {

  private static final int QUERIES_AT_ONCE = 2;

  private final Story story;
  private final DemoOperator operator;
  private final StoryPrinter printer;
  private RecordedSync last;

  InteractiveDemo(Story story) {
    this.story = story;
    this.operator = story.operator;
    this.printer = story.printer;
    this.last = story.lastSync();
  }

  /** Starts the server on any free port of the loopback address. */
  private OperatorHttpServer startServer() {
    operator.metrics.watch(operator.instance);
    Semaphore permits = new Semaphore(QUERIES_AT_ONCE);
    return OperatorHttpServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Map.of(
            "/healthz", HealthHandler.alive(() -> List.of(HealthCheckResult.ok("process"))),
            "/readyz", HealthHandler.ready(this::ready),
            "/metrics", query -> ServerResponse.metrics(operator.metrics.scrape()),
            "/explain", QueryHandler.explain(this, permits),
            "/trace", QueryHandler.trace(this, permits)));
  }

  private List<HealthCheckResult> ready() {
    WatchState watches = operator.instance.watches();
    return List.of(
        watches.read()
            ? HealthCheckResult.ok("kubernetes")
            : HealthCheckResult.not("kubernetes", String.join("; ", watches.problems())),
        operator.instance.state().last().filter(SyncReport::succeeded).isPresent()
            ? HealthCheckResult.ok("sync")
            : HealthCheckResult.not("sync", "the last one did not succeed"));
  }

  @Override
  public QueryService current() {
    return operator
        .latest
        .answers(operator.instance.state().look())
        .orElseThrow(() -> QueryException.unavailable("no sync has ended yet"));
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    return Optional.of(story.wan.path().apply(flow));
  }

  /** Prints what the operator does, until Enter or a stop signal. */
  void run(InputStream keyboard, StopSignal stop) {
    EmbeddedKubernetes api = story.cluster.api;
    try (OperatorHttpServer server = startServer();
        PrivateFolder folder = PrivateFolder.create("fairway-demo-")) {
      story.cluster.keepPods();
      InetSocketAddress at = server.address();
      printGuide(
          "http://" + at.getHostString() + ":" + at.getPort(),
          folder.write("kubeconfig", api.kubeconfig()));
      operator.onSync(this::print);
      stopOnEnter(keyboard, stop);
      stop.await();
      operator.onSync(sync -> {});
    }
    printer.heading("Ended.");
    printer.out.flush();
  }

  private void printGuide(String url, Path kubeconfig) {
    ServiceKey service = story.followed;
    String kubectl = StoryPrinter.kubectl(service);
    String pod =
        story.cluster.pods(service).stream().map(SimulatedPod::name).findFirst().orElse("NAME");
    printer.heading("Now it is yours");
    story.say("interactive.servers", story.cluster.api.url(), url);
    printer.command("export KUBECONFIG=" + kubeconfig);
    printer.annotate(service, Story.TUNNEL + "=" + DemoManifests.BUSINESS);
    printer.command(kubectl + " describe service " + service.name());
    printer.command(
        kubectl + " get service " + service.name(), "-o jsonpath='{.status.conditions}'");
    printer.command("./fairway explain " + story.followedName, "--server " + url);
    printer.command("./fairway trace " + story.traceArguments(), "--server " + url);
    printer.command(kubectl + " delete pod " + pod);
    printer.command("curl -s " + url + "/metrics");
    story.say("interactive.played");
    story.say("interactive.end");
    printer.out.println();
    printer.out.flush();
  }

  private void print(RecordedSync sync) {
    String changes = difference(cluster(last), cluster(sync));
    Map<ServiceKey, List<Condition>> before = conditions(last);
    boolean acted = !sync.steps().isEmpty() || sync.report().failure().isPresent();
    if (acted || !changes.isEmpty() || !conditions(sync).equals(before)) {
      String occasion = changes.isEmpty() ? "looked again" : changes;
      printer.sync(new DemoSync(story.scene, occasion, List.of(sync), sync.took()));
      for (ServiceStatus status : sync.report().services().values()) {
        if (!status.conditions().equals(before.get(status.service()))) {
          printer.status(status);
        }
      }
      printer.out.flush();
    }
    last = sync;
  }

  private static ClusterSnapshot cluster(RecordedSync sync) {
    return Optional.ofNullable(sync.fleet().clusters().get(DemoCluster.NAME)).orElseThrow();
  }

  private static Map<ServiceKey, List<Condition>> conditions(RecordedSync sync) {
    return sync.report().services().values().stream()
        .collect(Collectors.toMap(ServiceStatus::service, ServiceStatus::conditions));
  }

  /** {@code default/cart asks anew, 1 more}; empty where nothing is different. */
  static String difference(ClusterSnapshot before, ClusterSnapshot after) {
    SortedSet<ServiceKey> keys = new TreeSet<>(before.services().keySet());
    keys.addAll(after.services().keySet());
    List<String> changes = new ArrayList<>();
    for (ServiceKey key : keys) {
      String change = change(before.services().get(key), after.services().get(key));
      if (!change.isEmpty()) {
        changes.add(key.namespace() + "/" + key.name() + " " + change);
      }
    }
    return changes.size() < 2
        ? String.join("", changes)
        : changes.get(0) + ", " + (changes.size() - 1) + " more";
  }

  private static String change(@Nullable ServiceState old, @Nullable ServiceState now) {
    if (old == null || now == null) {
      return now == null ? "is deleted" : "is created";
    }
    if (!old.reading().annotations().equals(now.reading().annotations())) {
      return now.reading().annotations().isEmpty() ? "asks no more" : "asks anew";
    }
    if (!old.endpoints().equals(now.endpoints())) {
      return "has other pods";
    }
    return old.ports().equals(now.ports()) ? "" : "has other ports";
  }

  /** Gives the signal on Enter; not where the input ends, as without a terminal. */
  static void stopOnEnter(InputStream keyboard, StopSignal stop) {
    Thread reader =
        new Thread(
            () -> {
              try {
                int read;
                do {
                  read = keyboard.read();
                } while (read >= 0 && read != '\n');
                if (read == '\n') {
                  stop.give();
                }
              } catch (IOException closed) {
                // A terminal that was closed types no Enter; a signal comes with its end.
              }
            },
            "fairway-demo-keyboard");
    reader.setDaemon(true);
    reader.start();
  }
}
