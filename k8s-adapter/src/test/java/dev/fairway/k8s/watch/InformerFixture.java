package dev.fairway.k8s.watch;

import static org.awaitility.Awaitility.await;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.embedded.EmbeddedKubernetesBuilder;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.objects.ServiceStatusView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;

/** A cluster with an API in this process, a client that changes it, and snapshots that follow. */
final class InformerFixture implements AutoCloseable {

  static final Duration STALE_AFTER = Duration.ofSeconds(30);

  private static final Duration RECONNECT = Duration.ofMillis(20);

  /** Short, since a probe that fails waits; while the test's clock stands still none is due. */
  static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  private final EmbeddedKubernetes kubernetes;
  private final KubernetesClient client;
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger urgentChanges = new AtomicInteger();
  private final ClusterInformers snapshots;

  private InformerFixture(
      EmbeddedKubernetes kubernetes, Config config, int pageSize, Duration reconnect) {
    this.kubernetes = kubernetes;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    this.snapshots =
        new ClusterInformers(
            config,
            ClusterSettings.of("eu"),
            new WatchOptions(
                pageSize, STALE_AFTER, reconnect, now::get, Duration.ofSeconds(5), PROBE_INTERVAL),
            LastGoodSource.SHOWN,
            status -> {},
            changes::incrementAndGet,
            urgentChanges::incrementAndGet);
  }

  /** A shop whose watches have not started. */
  static InformerFixture closedYet(EmbeddedKubernetesBuilder kubernetes, int pageSize) {
    EmbeddedKubernetes started = kubernetes.start();
    return new InformerFixture(
        started, Config.fromKubeconfig(started.kubeconfig()), pageSize, RECONNECT);
  }

  /** A shop whose watches have not started, and wait at least so long after a failure. */
  static InformerFixture reconnectingAfter(Duration pause) {
    EmbeddedKubernetes started = EmbeddedKubernetes.start();
    return new InformerFixture(started, Config.fromKubeconfig(started.kubeconfig()), 500, pause);
  }

  /** A shop whose watches have not started and get their credentials there. */
  static InformerFixture closedYet(OAuthTokenProvider credentials) {
    EmbeddedKubernetes started = EmbeddedKubernetes.start();
    Config config = Config.fromKubeconfig(started.kubeconfig());
    config.setOauthTokenProvider(credentials);
    return new InformerFixture(started, config, 500, RECONNECT);
  }

  /** A shop with these objects in it that was read whole. */
  static InformerFixture open(HasMetadata... objects) {
    InformerFixture shop = closedYet(EmbeddedKubernetes.builder(), 2);
    shop.create(objects);
    shop.start();
    return shop;
  }

  /** Starts the watches and waits until all is read. */
  void start() {
    snapshots.start();
    awaitCompleteness(Completeness.COMPLETE);
    awaitPhase(ResourceWatchState.Phase.WATCHING);
  }

  EmbeddedKubernetes kubernetes() {
    return kubernetes;
  }

  ClusterInformers snapshots() {
    return snapshots;
  }

  KubernetesClient client() {
    return client;
  }

  void create(HasMetadata... objects) {
    for (HasMetadata object : objects) {
      client.resource(object).create();
    }
  }

  void update(HasMetadata object) {
    client.resource(object).update();
  }

  void delete(HasMetadata object) {
    client.resource(object).delete();
  }

  void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  int changes() {
    return changes.get();
  }

  int urgentChanges() {
    return urgentChanges.get();
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }

  void awaitCompleteness(Completeness wanted) {
    eventually().until(() -> snapshots.snapshot().completeness() == wanted);
  }

  /** Waits until every watch is in the phase. */
  void awaitPhase(ResourceWatchState.Phase wanted) {
    eventually()
        .until(
            () ->
                snapshots.watches().resources().values().stream()
                    .allMatch(watch -> watch.phase() == wanted));
  }

  ClusterSnapshot snapshot() {
    return snapshots.snapshot();
  }

  Optional<ServiceState> service(String name) {
    return Optional.ofNullable(snapshot().services().get(new ServiceKey("eu", "shop", name)));
  }

  Optional<ServiceStatusView> stored(String name) {
    return snapshots.stored(new ServiceKey("eu", "shop", name));
  }

  /** {@code http:8080 10.1.0.1 10.1.0.2}, a line for each group of a Service. */
  List<String> groups(String name) {
    return service(name).stream()
        .flatMap(service -> service.endpoints().stream())
        .map(
            group -> {
              StringBuilder text = new StringBuilder(group.portName());
              group.port().ifPresent(port -> text.append(':').append(port));
              group
                  .endpoints()
                  .forEach(endpoint -> text.append(' ').append(endpoint.address().addressText()));
              return text.toString();
            })
        .toList();
  }

  void awaitGroups(String name, String... groups) {
    eventually().until(() -> groups(name), List.of(groups)::equals);
  }

  @Override
  public void close() {
    kubernetes.close();
    snapshots.close();
    client.close();
  }
}
