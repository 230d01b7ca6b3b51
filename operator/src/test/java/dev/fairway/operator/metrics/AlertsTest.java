package dev.fairway.operator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.metrics.AlertExpression.Scrape;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.safety.SafetySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts of {@code docs/metrics.md}, each over the metrics that are really exported. */
class AlertsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
  private static final Pattern ALERT =
      Pattern.compile(
          "      - alert: (\\w+)\n        expr: (.+)\n(?:        for: ([0-9]+)m\n)?"
              + "        annotations: ");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+(?:\\{.*})?) (\\S+)");
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration RETENTION = SafetySettings.DEFAULTS.retention();
  private static final int MANY = 40;

  /** What makes each alert fire, by its name. */
  private static final Map<String, Consumer<AlertsTest>> CAUSES = causes();

  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final OperatorMetrics metrics = new OperatorMetrics("1.2.3", leads::get, () -> false);
  private final ScriptedInstance fairway = new ScriptedInstance(metrics.syncs());
  private final List<Scrape> scrapes = new ArrayList<>();

  /**
   * An alert.
   *
   * @param lasting how long its expression must hold
   */
  private record Alert(String name, AlertExpression expression, Duration lasting) {}

  private static Map<String, Consumer<AlertsTest>> causes() {
    Map<String, Consumer<AlertsTest>> causes = new LinkedHashMap<>();
    causes.put("FairwayBehind", test -> test.is(Duration.ofSeconds(121), Duration.ZERO));
    causes.put("FairwayServicesLostAllEndpoints", test -> test.fairway.sync(unlisted(1)));
    causes.put("FairwayServicesHeld", test -> test.lose(1));
    causes.put("FairwayHolds", test -> test.fairway.sync(services(0, false)));
    causes.put("FairwayRetains", test -> test.fairway.sync(unlisted(1)));
    causes.put("FairwayLoses", AlertsTest::loseForGood);
    causes.put("FairwaySteersReusedAddresses", AlertsTest::reuse);
    causes.put("FairwayUndone", AlertsTest::undo);
    causes.put("FairwayTwice", AlertsTest::writeBeside);
    causes.put(
        "FairwayStatusOld", test -> test.fairway.status(status(1, Duration.ofSeconds(61), 0)));
    causes.put("FairwayStatusContested", test -> test.fairway.status(status(0, Duration.ZERO, 1)));
    causes.put("FairwayDoesNotSee", test -> test.is(Duration.ZERO, Duration.ofSeconds(301)));
    causes.put("FairwayBlind", test -> test.fairway.breaks(WatchedResource.NODES, "away"));
    causes.put("FairwayWithoutLeader", test -> test.leads.set(false));
    return causes;
  }

  @BeforeEach
  void watch() {
    metrics.watch(fairway);
    fairway.status(StatusState.IDLE);
    fairway.sync(services(0, true));
    pass(Duration.ofMinutes(40));
  }

  @AfterEach
  void close() {
    fairway.close();
    metrics.close();
  }

  private static List<Alert> alerts() throws IOException {
    return ALERT.matcher(Files.readString(DOCUMENT)).results().map(AlertsTest::alert).toList();
  }

  private static Alert alert(MatchResult found) {
    Duration lasting =
        found.group(3) == null ? Duration.ZERO : Duration.ofMinutes(Long.parseLong(found.group(3)));
    return new Alert(found.group(1), new AlertExpression(found.group(2)), lasting);
  }

  static Stream<String> names() {
    return CAUSES.keySet().stream();
  }

  @Test
  void alerts_ofTheDocument_areAllTriedHere() throws IOException {
    long written =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.contains("- alert: ")).count();
    assertEquals(
        new TreeSet<>(CAUSES.keySet()),
        alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(written, alerts().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void alert_firesForItsCause_andNotBefore(String name) throws IOException {
    Alert alert =
        alerts().stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
    assertFalse(fires(alert), () -> name + " fires while all is well");
    CAUSES.get(name).accept(this);
    pass(STEP);
    assertEquals(alert.lasting().isZero(), fires(alert), () -> name + " after a step");
    pass(alert.lasting());
    assertTrue(fires(alert), () -> name + " does not fire over " + last().samples());
  }

  @Test
  void alerts_whileAllIsWell_areSilent() throws IOException {
    assertEquals(List.of(), alerts().stream().filter(this::fires).map(Alert::name).toList());
  }

  private Scrape last() {
    return scrapes.get(scrapes.size() - 1);
  }

  private boolean fires(Alert alert) {
    for (int end = scrapes.size(); end > 0; end--) {
      if (!alert.expression().holds(scrapes.subList(0, end))) {
        return false;
      }
      if (last().at().minus(scrapes.get(end - 1).at()).compareTo(alert.lasting()) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Scrapes for that long. */
  private void pass(Duration time) {
    Duration end = (scrapes.isEmpty() ? Duration.ZERO : last().at()).plus(time);
    while (scrapes.isEmpty() || last().at().compareTo(end) < 0) {
      scrapes.add(
          new Scrape(scrapes.isEmpty() ? Duration.ZERO : last().at().plus(STEP), samples()));
    }
  }

  private Map<String, Double> samples() {
    Map<String, Double> samples = new TreeMap<>();
    metrics
        .scrape()
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(sample -> samples.put(sample.group(1), Double.valueOf(sample.group(2))));
    return samples;
  }

  private void is(Duration waiting, Duration look) {
    fairway.is(
        new LoopState(
            LoopState.Phase.WAITING,
            Optional.empty(),
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of(waiting),
            new LastLook(Optional.of(look), true),
            Optional.empty(),
            Optional.empty()));
  }

  private static StatusState status(int failing, Duration waiting, int contested) {
    return new StatusState(
        failing,
        Optional.of(waiting),
        failing,
        Optional.of(waiting),
        Optional.of("forbidden"),
        contested);
  }

  /** So many Services have no slice for longer than the retention. */
  private void lose(int count) {
    fairway.sync(unlisted(count));
    fairway.later(RETENTION);
    fairway.sync(unlisted(count));
  }

  /** Nearly as many Services as the limit of the cluster lets go have no slice for too long. */
  private void loseForGood() {
    int some = MANY * (SafetySettings.DEFAULTS.maxLostShare() - 5) / 100;
    fairway.sync(unlisted(some));
    fairway.later(SafetySettings.DEFAULTS.holdFor());
    fairway.sync(unlisted(some));
  }

  private void reuse() {
    fairway.reused("10.2.0.1", Duration.ofSeconds(11));
    fairway.sync(unlisted(1));
  }

  private void undo() {
    for (int times = 0; times < 3; times++) {
      fairway.fabric.editOutOfBand(ScriptedInstance.OWNER, rules -> List.of());
      fairway.sync(services(0, true));
    }
  }

  /** Another process of the owner writes what one Service does not ask for here. */
  private void writeBeside() {
    try (ScriptedInstance other = fairway.beside()) {
      other.sync(services(0, true).replaceFirst("mpls", "biz-internet"));
    }
    fairway.sync(services(0, true));
  }

  private static String unlisted(int count) {
    return services(count, true);
  }

  /** Many Services with one address each; the first ones without a slice. */
  private static String services(int unlisted, boolean asking) {
    return IntStream.rangeClosed(1, MANY)
        .mapToObj(
            number -> service(number, asking) + (number <= unlisted ? "" : "---\n" + slice(number)))
        .collect(Collectors.joining("---\n"));
  }

  private static String service(int number, boolean asking) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: cart-%d, namespace: shop, annotations: {%s: mpls}}
        spec: {ports: [{name: http, port: 80}]}
        """
        .formatted(number, asking ? "fairway.dev/tunnel" : "example.com/tunnel");
  }

  private static String slice(int number) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: cart-%1$d-a, namespace: shop, labels: {kubernetes.io/service-name: cart-%1$d}}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [10.2.0.%1$d], targetRef: {kind: Pod, name: cart-%1$d, namespace: shop}}]
        """
        .formatted(number);
  }
}
