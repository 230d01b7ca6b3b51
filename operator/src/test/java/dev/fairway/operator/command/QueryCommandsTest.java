package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query has all diagnostics that concern it, and none of others. */
class QueryCommandsTest {

  private static final String DNS =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: dns, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
      spec:
        ports:
        - {name: dns, port: 53, protocol: UDP}
        - {name: dns-tcp, port: 53, protocol: TCP}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: dns-1, namespace: shop, labels: {kubernetes.io/service-name: dns}}
      addressType: IPv4
      ports:
      - {name: dns, port: 1053, protocol: UDP}
      - {name: dns-tcp, port: 2053, protocol: TCP}
      endpoints: [{addresses: [10.2.0.53]}]
      """;

  @TempDir private Path folder;
  private ShopManifests shop;

  @BeforeEach
  void write() throws IOException {
    shop = new ShopManifests(folder);
    shop.write("manifests/dns.yaml", DNS);
  }

  private CommandRun missing(String... command) {
    String[] all = java.util.Arrays.copyOf(command, command.length + 6);
    String[] source = {
      "-f", shop.path("manifests"), shop.path("nowhere.yaml"), "--fabric", shop.path("fabric.yaml")
    };
    System.arraycopy(source, 0, all, command.length, source.length);
    all[all.length - 1] = "-ojson";
    return CommandRun.of(all);
  }

  @Test
  void explain_aFileIsMissing_saysSoAndFails() {
    CommandRun run = missing("explain", "shop/good");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.out().contains("MissingFile"), run::out);
  }

  @Test
  void explain_theServiceIsNotThereBecauseAFileIsMissing_saysBoth() {
    CommandRun run = missing("explain", "shop/other");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("there is no Service 'shop/other'"), run::err);
    assertTrue(run.err().contains("nowhere.yaml: there is no such file"), run::err);
    assertFalse(run.err().contains("setting explain"), run::err);
  }

  @Test
  void trace_asJson_holdsTheReasonOfItsExitCode() {
    CommandRun run = missing("trace", "site:100", "shop/good");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.codes("file " + shop.path("nowhere.yaml")).contains("MissingFile"), run::out);
  }

  @Test
  void traceAndExplain_anotherServiceIsWrong_areNotConcerned() throws IOException {
    shop.service("bad", "fairway.dev/tunnel: nonsense", "http", "10.2.0.9");
    assertEquals(ExitCode.ERROR, shop.plan().code());
    for (CommandRun run :
        new CommandRun[] {
          shop.run("trace", "site:100", "shop/good"), shop.run("explain", "shop/good")
        }) {
      assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::out);
      assertFalse(run.out().contains("nonsense"), run::out);
    }
    assertEquals(ExitCode.ERROR, shop.run("trace", "site:100", "shop/bad").code());
    assertEquals(ExitCode.ERROR, shop.run("explain", "shop/bad").code());
  }

  @Test
  void explain_serviceThatIsNotSteered_stillTellsItsSites() throws IOException {
    shop.service("bad", "fairway.dev/tunnel: nonsense", "http", "10.2.0.9");
    JsonNode explain = shop.run("explain", "shop/bad").json();
    assertEquals("200", explain.get("addresses").get(0).get("site").asText());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "shop/dns:53/udp, udp, 1053",
    "shop/dns:53/tcp, tcp, 2053",
    "shop/dns/udp, udp, 1053",
    "shop/dns:dns-tcp, tcp, 2053",
    "shop/dns:1053/udp, udp, 1053",
    "shop/dns/icmp, icmp, -1"
  })
  void trace_portOfTwoProtocols_takesThatOfThePacket(String to, String protocol, int port) {
    JsonNode flow = shop.run("trace", "site:100", to).json().get("flow");
    assertEquals(protocol, flow.get("protocol").asText());
    assertEquals(port, flow.get("destinationPort").asInt());
  }

  @Test
  void trace_portOfTwoProtocols_asksWhichIsMeant() {
    CommandRun run = shop.run("trace", "site:100", "shop/dns:53");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("in several protocols"), run::err);
  }

  @Test
  void trace_senderWithoutAPort_hasNoSayInTheProtocol() {
    JsonNode flow = shop.run("trace", "shop/dns", "10.1.0.1:443").json().get("flow");
    assertEquals("tcp", flow.get("protocol").asText());
  }

  @Test
  void trace_ruleOfOtherPeople_isNamed() throws IOException {
    shop.write(
        "fabric.yaml",
        ShopManifests.FABRIC
            + "foreign:\n  - {name: theirs, destination: [10.2.0.0/24], tunnel: [mpls]}\n");
    JsonNode trace = shop.run("trace", "site:100", "shop/good").json();
    assertTrue(trace.get("because").asText().contains("'theirs'"), trace::toString);
    assertFalse(trace.get("reply").get("because").asText().contains("'theirs'"), trace::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1001"})
  void assumedPods_outOfRange_areRefused(String pods) {
    CommandRun run = shop.plan("--assume-pods", pods);
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("--assume-pods " + pods), run::err);
  }

  @Test
  void optionThatIsMisspelt_behindPaths_isNotTakenForOne() {
    CommandRun run =
        CommandRun.of("plan", "-f", shop.path("manifests"), "--fabrik", shop.path("fabric.yaml"));
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("Unknown option: '--fabrik'"), run::err);
  }

  @Test
  void standardInput_isStillAPath() {
    CommandRun run =
        CommandRun.with(
            Map.of("FAIRWAY_LOG_LEVEL", "ERROR"),
            DNS,
            "plan",
            "-f",
            "-",
            "--fabric",
            shop.path("fabric.yaml"));
    assertEquals(ExitCode.CHANGES, run.code(), run::err);
    assertFalse(run.err().contains("FAIRWAY_LOG_LEVEL"), run::err);
  }

  @Test
  void plan_manifestsAlone_saysHowToGetPods() throws IOException {
    shop.write("alone.yaml", ShopManifests.service("alone", "fairway.dev/tunnel: mpls", "http"));
    CommandRun run =
        CommandRun.of("plan", "-f", shop.path("alone.yaml"), "--fabric", shop.path("fabric.yaml"));
    assertEquals(ExitCode.NOTHING_TO_DO, run.code());
    assertTrue(run.err().contains("--assume-pods N"), run::err);
    assertFalse(shop.plan().out().contains("--assume-pods"), "its slices are there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "trace", "explain", "backends", "version"})
  void help_ofACommand_fitsAndNamesTheVersion(String command) {
    CommandRun help = CommandRun.of(command, "--help");
    assertTrue(help.out().contains("Example: fairway " + command), help::out);
    help.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    assertTrue(CommandRun.of(command, "--version").out().startsWith("fairway "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate"})
  void demo_programWithoutIt_saysWhereItIs(String command) {
    CommandRun run = CommandRun.of(command, "--backend", "mock", "more");
    assertEquals(ExitCode.ERROR, run.code());
    assertEquals(
        "error: '%1$s' is in another program: ./fairway %1$s (demo/target/fairway-demo.jar)\n"
            .formatted(command),
        run.err());
    assertFalse(CommandRun.of("--help").out().contains(command));
  }
}
