package dev.fairway.operator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.mock.WriteFault;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.runtime.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics, and that {@code docs/metrics.md} lists them. */
class OperatorMetricsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

  private final AtomicReference<Double> remaining = new AtomicReference<>(0.0);
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final OperatorMetrics metrics = new OperatorMetrics("1.2.3", leads::get, () -> false);
  private final ScriptedInstance fairway = new ScriptedInstance(metrics.syncs());

  @BeforeEach
  void watch() {
    metrics.watch(fairway);
    metrics.watchFreeze(remaining::get);
  }

  @AfterEach
  void close() {
    fairway.close();
    metrics.close();
  }

  /** The samples at this moment, by name and labels. */
  private Map<String, Double> samples() {
    Map<String, Double> samples = new TreeMap<>();
    for (String line : metrics.scrape().lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
        samples.put(sample.group(1) + labels, Double.valueOf(sample.group(3)));
      }
    }
    return samples;
  }

  private double sample(String name) {
    Map<String, Double> samples = samples();
    assertTrue(samples.containsKey(name), () -> name + " in " + samples.keySet());
    return samples.get(name);
  }

  @Test
  void table_inTheDocument_isWhatThereIsAfterASync() throws IOException {
    SyncReport report = fairway.sync(ScriptedInstance.CART);
    metrics.loop().changesApplied(report, Duration.ofSeconds(2));
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| `fairway_"))
            .map(OperatorMetricsTest::row)
            .toList();
    assertEquals(List.copyOf(offered()), documented);
  }

  @Test
  void otherWriters_countsTheProcessesThatWriteForTheSameOwner() {
    try (ScriptedInstance other = fairway.beside()) {
      fairway.sync(ScriptedInstance.CART);
      assertEquals(0, sample("fairway_other_writers"));
      other.sync(ScriptedInstance.CART.replace("mpls", "biz-internet"));
      fairway.sync(ScriptedInstance.CART);
      assertEquals(1, sample("fairway_other_writers"));
    }
  }

  /** {@code name type labels}, as a row of the document has them. */
  private static String row(String line) {
    String[] cells = line.split("\\|", -1);
    String labels = cells[3].replace("`", "").replace(" ", "");
    return cells[1].replace("`", "").strip() + " " + cells[2].strip() + " " + labels;
  }

  private SortedSet<String> offered() {
    Map<String, String> types =
        metrics
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE fairway_"))
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(words -> words[2], words -> words[3]));
    SortedSet<String> rows = new TreeSet<>();
    types.forEach(
        (name, type) -> {
          boolean maximum =
              types.containsKey(name.replaceAll("_max$", "")) && name.endsWith("_max");
          if (!maximum) {
            rows.add(name + " " + type + " " + String.join(",", labels(name)));
          }
        });
    return rows;
  }

  private SortedSet<String> labels(String name) {
    SortedSet<String> labels = new TreeSet<>();
    for (String sample : samples().keySet()) {
      if (sample.replaceAll("\\{.*", "").matches(name + "(_bucket|_sum|_count)?")) {
        Matcher label = LABEL.matcher(sample);
        while (label.find()) {
          labels.add(label.group(1));
        }
      }
    }
    labels.remove("le");
    return labels;
  }

  @Test
  void apiServer_thatIsAway_showsInItsAge_andNoWatchIsCurrent() {
    assertEquals(0, sample("fairway_api_server_away_seconds"));
    assertEquals(1, sample("fairway_watch_current{resource=\"nodes\"}"));

    fairway.losesApiServer("the API server did not answer in time");

    assertEquals(12, sample("fairway_api_server_away_seconds"));
    assertEquals(0, sample("fairway_watch_current{resource=\"nodes\"}"));
  }

  @Test
  void sync_thatSucceeds_isCountedWithWhatIsInForce() {
    fairway.sync(ScriptedInstance.CART);
    assertEquals(1, sample("fairway_syncs_total{result=\"succeeded\"}"));
    assertEquals(2, sample("fairway_plan_steps{action=\"install\"}"));
    assertEquals(2, sample("fairway_steps_total{outcome=\"applied\"}"));
    assertEquals(2, sample("fairway_rules"));
    assertEquals(1, sample("fairway_services{declaration=\"valid\"}"));
    assertEquals(1, sample("fairway_services_programmed{reason=\"Programmed\",status=\"True\"}"));
    assertEquals(1, sample("fairway_cluster_state{state=\"complete\"}"));
    assertEquals(0, sample("fairway_sync_failures"));
    assertEquals(1, sample("fairway_success_age_seconds"));
  }

  @Test
  void sync_overAFabricThatDoesNotAnswer_keepsWhatIsKnownOfIt() {
    fairway.sync(ScriptedInstance.CART);
    fairway.silent(true);
    fairway.sync(ScriptedInstance.CART);
    assertEquals(1, sample("fairway_syncs_total{result=\"unread\"}"));
    assertEquals(2, sample("fairway_rules"));
    assertEquals(
        1,
        sample(
            "fairway_backend_call_duration_seconds_count{operation=\"inventory\",outcome=\"unavailable\"}"));
    assertFalse(
        samples()
            .containsKey("fairway_services_programmed{reason=\"Programmed\",status=\"True\"}"));
  }

  @Test
  void sync_whoseWriteFails_isCountedAsFailed() {
    fairway.fabric.script(WriteFault.failing());
    fairway.sync(ScriptedInstance.CART);
    assertEquals(1, sample("fairway_syncs_total{result=\"failed\"}"));
    assertEquals(0, sample("fairway_rules"));
    assertEquals(1, sample("fairway_sync_failures"));
  }

  @Test
  void rulesTakenAwayByAnotherWriter_areCountedOnce_andAgainWhenTheyArePutRight() {
    fairway.sync(ScriptedInstance.CART);
    assertEquals(0, sample("fairway_drift_detected_total"));
    fairway.fabric.editOutOfBand(ScriptedInstance.OWNER, rules -> List.of());
    fairway.fabric.script(WriteFault.anotherOwnerAtWork(), WriteFault.anotherOwnerAtWork());
    fairway.sync(ScriptedInstance.CART);
    fairway.sync(ScriptedInstance.CART);
    assertEquals(1, sample("fairway_drift_detected_total"));
    assertEquals(0, sample("fairway_drift_repaired_total"));
    fairway.sync(ScriptedInstance.CART);
    fairway.sync(ScriptedInstance.CART);
    assertEquals(1, sample("fairway_drift_detected_total"));
    assertEquals(1, sample("fairway_drift_repaired_total"));
  }

  @Test
  void sync_overAClusterThatWasNotReadWhole_isCountedAsIncomplete() {
    fairway.sync(ScriptedInstance.CART, Completeness.STALE);
    assertEquals(1, sample("fairway_syncs_total{result=\"incomplete\"}"));
    assertEquals(1, sample("fairway_cluster_state{state=\"stale\"}"));
    assertEquals(0, sample("fairway_cluster_state{state=\"complete\"}"));
  }

  @Test
  void watch_thatBreaks_isShownAtTheNextLook() {
    assertEquals(1, sample("fairway_watch_current{resource=\"nodes\"}"));
    assertEquals(0, sample("fairway_watch_broken_seconds{resource=\"nodes\"}"));
    fairway.breaks(WatchedResource.NODES, "away");
    assertEquals(0, sample("fairway_watch_current{resource=\"nodes\"}"));
    assertEquals(90, sample("fairway_watch_broken_seconds{resource=\"nodes\"}"));
    assertEquals(1, sample("fairway_watch_current{resource=\"services\"}"));
  }

  @Test
  void status_everyTry_isCounted() {
    ServiceKey cart = new ServiceKey("shop-eu", "shop", "cart");
    metrics.status().statusFailed(cart, "away");
    metrics.status().statusWritten(cart);
    metrics.status().eventsLeftOut(3);
    assertEquals(1, sample("fairway_status_writes_total{outcome=\"failed\"}"));
    assertEquals(1, sample("fairway_status_writes_total{outcome=\"written\"}"));
    assertEquals(3, sample("fairway_events_total{outcome=\"left-out\"}"));
    assertEquals(2, sample("fairway_status_waiting"));
    assertEquals(4, sample("fairway_status_waiting_age_seconds"));
  }

  @Test
  void change_thatCaughtUp_isMeasuredFromItsFirstMoment() {
    metrics.loop().changesApplied(fairway.sync(ScriptedInstance.CART), Duration.ofMillis(1_500));
    assertEquals(1, sample("fairway_change_duration_seconds_bucket{le=\"2.0\"}"));
    assertEquals(0, sample("fairway_change_duration_seconds_bucket{le=\"1.0\"}"));
  }

  @Test
  void leader_isOneOrNone() {
    assertEquals(1, sample("fairway_leader"));
    leads.set(false);
    assertEquals(0, sample("fairway_leader"));
    assertEquals(
        1,
        sample(
            "fairway_build_info{java=\"%d\",version=\"1.2.3\"}"
                .formatted(Runtime.version().feature())));
  }

  @Test
  void javaProcess_hasItsMetricsToo() {
    List<String> names =
        samples().keySet().stream().map(name -> name.replaceAll("\\{.*", "")).toList();
    for (String prefix : List.of("jvm_memory_", "jvm_gc_", "jvm_threads_", "process_", "system_")) {
      assertTrue(names.stream().anyMatch(name -> name.startsWith(prefix)), prefix);
    }
  }
}
