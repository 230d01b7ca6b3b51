package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.demo.simulate.PrivateFolder;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.metrics.OperatorMetrics;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.run.StopSignal;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.server.HealthHandler;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.server.ServerResponse;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.PacketPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The demo after the story: everything stays up, with the HTTP server of the operator, for a user
 * who edits the cluster by hand.
 */
final class InteractiveDemo implements QuerySource, AutoCloseable {

  private static final String VERSION = "demo";
  private static final int QUERIES_AT_ONCE = 2;

  private final ScenePlayer player;
  private final StoryPrinter printer;
  private final LatestSync latest = new LatestSync(System::nanoTime);
  private final OperatorMetrics metrics = new OperatorMetrics(VERSION, () -> true, () -> false);
  private final OperatorHttpServer server;

  /** Starts the server on any free port of the loopback address. */
  InteractiveDemo(ScenePlayer player) {
    this.player = player;
    this.printer = player.printer();
    latest.syncEnded(player.lastSync().report(), player.lastSync().took());
    metrics.watch(player.operator().instance());
    player.operator().forwardTo(latest);
    player.operator().forwardTo(metrics.syncs());
    Semaphore places = new Semaphore(QUERIES_AT_ONCE);
    server =
        OperatorHttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of(
                "/healthz", HealthHandler.alive(() -> List.of(HealthCheckResult.ok("process"))),
                "/readyz", HealthHandler.ready(this::ready),
                "/metrics", query -> ServerResponse.metrics(metrics.scrape()),
                "/explain", QueryHandler.explain(this, places),
                "/trace", QueryHandler.trace(this, places)));
  }

  private List<HealthCheckResult> ready() {
    List<String> problems = player.operator().instance().watches().problems();
    boolean succeeded =
        player.operator().instance().state().last().filter(SyncReport::succeeded).isPresent();
    return List.of(
        player.operator().instance().watches().read()
            ? HealthCheckResult.ok("kubernetes")
            : HealthCheckResult.not("kubernetes", String.join("; ", problems)),
        succeeded
            ? HealthCheckResult.ok("sync")
            : HealthCheckResult.not("sync", "the last one did not succeed"));
  }

  @Override
  public QueryService current() {
    return latest.answers().orElseThrow(() -> QueryException.unavailable("no sync has ended yet"));
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    return Optional.of(player.wan().path().apply(flow));
  }

  /** Prints what the operator does, until Enter or a stop signal. */
  void run(DemoApiServer api, InputStream keyboard, StopSignal stop) {
    try (PrivateFolder folder = PrivateFolder.create("fairway-demo-")) {
      api.pods().keepPods(player.cluster()::nextTo);
      printGuide(api.url(), folder.write("kubeconfig", api.kubeconfig()).toString());
      player.operator().onSync(new SyncPrinter(printer, player.lastSync())::print);
      stopOnEnter(keyboard, stop);
      stop.await();
      player.operator().onSync(sync -> {});
    }
    printer.heading("Ended.");
    printer.flush();
  }

  private void printGuide(URI api, String kubeconfig) {
    String url = "http://" + server.address().getHostString() + ":" + server.address().getPort();
    ServiceKey followed = player.followed();
    String kubectl = StoryPrinter.kubectl(followed);
    List<SimulatedPod> pods = player.cluster().pods(followed);
    printer.heading("Now it is yours");
    printer.say(
        "The Kubernetes API listens at "
            + api
            + ", the operator at "
            + url
            + ", both on this machine only. In another terminal:");
    printer.command("export KUBECONFIG=" + kubeconfig);
    printer.command(
        kubectl + " annotate --overwrite service " + followed.name(),
        AnnotationEdits.TUNNEL + "=" + DemoManifests.BUSINESS);
    printer.command(kubectl + " describe service " + followed.name());
    printer.command(
        kubectl + " get service " + followed.name(), "-o jsonpath='{.status.conditions}'");
    printer.command("./fairway explain " + player.followedName(), "--server " + url);
    printer.command("./fairway trace " + player.traceArguments(), "--server " + url);
    printer.command(kubectl + " delete pod " + (pods.isEmpty() ? "NAME" : pods.get(0).name()));
    printer.command("curl -s " + url + "/metrics");
    printer.say(
        "A deleted pod is replaced by one with another address. Nothing else is played: there is no"
            + " Deployment to scale, and who creates a Service creates its EndpointSlices too.");
    printer.say("Every pass that something comes of is told here. Enter or Ctrl-C ends it.");
    printer.blank();
    printer.flush();
  }

  /** Gives the signal on Enter; not where the input ends, as without a terminal. */
  static void stopOnEnter(InputStream keyboard, StopSignal stop) {
    Thread reader =
        new Thread(
            () -> {
              try {
                int read = keyboard.read();
                while (read >= 0 && read != '\n') {
                  read = keyboard.read();
                }
                if (read == '\n') {
                  stop.give();
                }
              } catch (IOException closed) {
                // A terminal that was closed types no Enter; a signal comes with its end.
                return;
              }
            },
            "fairway-demo-keyboard");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
