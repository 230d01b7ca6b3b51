package dev.fairway.k8s.status;

import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Services whose syncs are published on a {@link ScriptedApi}: a fabric in memory, real syncs, a
 * clock that stands still until it is advanced, and no thread.
 */
final class PublisherFixture implements AutoCloseable {

  static final String MPLS = "ports=every tunnel=mpls fallback=none";
  static final String BIZ = "ports=every tunnel=biz-internet fallback=none";

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
      """;

  final ScriptedApi api = new ScriptedApi();
  final MockFabric fabric =
      new MockFabric(FabricFile.parse("fabric.yaml", FABRIC).layout().orElseThrow());
  final CountingListener listener = new CountingListener();
  final StatusPublisher publisher;
  boolean mayWrite = true;
  Completeness completeness = Completeness.COMPLETE;
  long nanos;

  /** {@code cart Warning Conflicted: note}, in the order sent. */
  final List<String> events = new ArrayList<>();

  boolean refusesEvents;

  /** The Services without any EndpointSlice. */
  final Set<String> unlisted = new TreeSet<>();

  private final StatusWorker statuses;
  private final EventWorker eventWorker;
  private final PolicySync sync;
  private final Map<String, String> tunnels = new TreeMap<>();

  PublisherFixture() {
    this(settings(Duration.ZERO));
  }

  PublisherFixture(StatusSettings settings) {
    statuses =
        new StatusWorker(
            settings,
            api::write,
            api::shown,
            () -> mayWrite,
            listener,
            () -> nanos,
            event -> eventWorker().put(List.of(event)));
    eventWorker = new EventWorker(settings, this::take, () -> mayWrite, listener, () -> nanos);
    publisher =
        new StatusPublisher(settings, statuses, eventWorker, listener, clock(), () -> nanos);
    sync =
        PolicySync.with(fabric.backend(new OwnerId("shop-eu")))
            .using(SyncOptions.builder().listener(publisher).nanoClock(() -> nanos).build());
  }

  /** Lets a hold go with the next sync. */
  void approve(String hold, String who) {
    sync.approve(hold, who);
  }

  private EventWorker eventWorker() {
    return eventWorker;
  }

  static StatusSettings settings(Duration acceptedWait) {
    return settings(acceptedWait, Duration.ofSeconds(10));
  }

  static StatusSettings settings(Duration acceptedWait, Duration drain) {
    return new StatusSettings(
        "fairway",
        acceptedWait,
        1000,
        1000,
        1,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(8),
        drain,
        50,
        "fairway.dev/operator",
        "test");
  }

  private WriteResult take(ServiceEvent event) {
    if (refusesEvents) {
      return WriteResult.failed("refused");
    }
    events.add(
        event.service().key().name()
            + (event.warning() ? " Warning " : " Normal ")
            + event.reason()
            + ": "
            + event.note());
    return WriteResult.written("1");
  }

  private Clock clock() {
    Instant start = Instant.parse("2026-03-04T05:06:07.89Z");
    return new Clock() {
      @Override
      public Instant instant() {
        return start.plusNanos(nanos);
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  /**
   * A Service that asks for these transports, or these words, as in {@code tunnel=mpls dscp=ef};
   * empty: for nothing. New ones are made.
   */
  PublisherFixture asks(String name, String tunnel) {
    if (tunnels.put(name, tunnel) == null) {
      api.create(name);
    }
    return this;
  }

  /** The Service is taken away, on the API server and for the informers. */
  void delete(String name) {
    tunnels.remove(name);
    api.delete(name);
    api.show();
  }

  /** A sync over what the informers show, all that it causes written, and that shown. */
  SyncReport sync() {
    SyncReport report = syncUnwritten();
    write();
    api.show();
    return report;
  }

  /** A sync over what the informers show; what it causes waits. */
  SyncReport syncUnwritten() {
    return sync.run(fleet());
  }

  /** The plan of a sync over what the informers show, without a listener. */
  PlannedSync planned() {
    return PolicySync.with(fabric.backend(new OwnerId("shop-eu"))).prepare(fleet());
  }

  SyncReport dryRun() {
    return PolicySync.with(fabric.backend(new OwnerId("shop-eu")))
        .using(SyncOptions.builder().listener(publisher).dryRun(true).build())
        .run(fleet());
  }

  /** Writes what is due. */
  void write() {
    while (statuses.step()) {
      nanos++;
    }
    while (eventWorker.step()) {
      nanos++;
    }
  }

  void later(Duration time) {
    nanos += time.toNanos();
  }

  static ServiceKey key(String name) {
    return ScriptedApi.key(name);
  }

  private FleetSnapshot fleet() {
    List<HasMetadata> objects = new ArrayList<>();
    int pod = 0;
    for (String name : tunnels.keySet()) {
      pod++;
      objects.add(service(name, tunnels.get(name)));
      if (!unlisted.contains(name)) {
        objects.add(
            KubernetesSamples.slice(name, name)
                .withPorts(KubernetesSamples.port("http", 8080))
                .withEndpoints(KubernetesSamples.endpoints("10.1.0." + pod))
                .build());
      }
    }
    ClusterSnapshot cluster =
        new ClusterMapper(ClusterSettings.of("shop-eu"))
            .snapshot(KubernetesObjects.of(objects), 1, completeness);
    return FleetSnapshot.of(cluster);
  }

  private HasMetadata service(String name, String tunnel) {
    ServiceBuilder service = KubernetesSamples.service(name);
    service.editMetadata().withAnnotations(asked(tunnel)).endMetadata();
    Optional<String> lastGood = api.shown(key(name)).flatMap(publisher::lastGood);
    lastGood.ifPresent(
        text ->
            service
                .withNewStatus()
                .addNewCondition()
                .withType(IntentAnnotations.ACCEPTED_CONDITION)
                .withMessage(text)
                .endCondition()
                .endStatus());
    return service.build();
  }

  /** The annotations of transports alone, or of words as in {@code tunnel=mpls dscp=ef}. */
  private static Map<String, String> asked(String words) {
    if (words.isEmpty() || !words.contains("=")) {
      return words.isEmpty() ? Map.of() : Map.of("fairway.dev/tunnel", words);
    }
    Map<String, String> annotations = new TreeMap<>();
    for (String word : words.split(" ", -1)) {
      int at = word.indexOf('=');
      annotations.put("fairway.dev/" + word.substring(0, at), word.substring(at + 1));
    }
    return annotations;
  }

  static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
