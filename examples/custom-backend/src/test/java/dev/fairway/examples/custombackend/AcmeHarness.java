package dev.fairway.examples.custombackend;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.examples.custombackend.acme.AcmeController;
import dev.fairway.examples.custombackend.acme.AcmeDirectory;
import dev.fairway.examples.custombackend.acme.AcmePacket;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.Secret;
import dev.fairway.testkit.BackendHarness;
import dev.fairway.testkit.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A lab with three sites: all that the kit needs to know about Acme. */
final class AcmeHarness implements BackendHarness {

  private final AcmeController controller = AcmeAdmin.lab();
  private final AcmeAdmin console = new AcmeAdmin(controller);
  private final FaultInjectingConnection wire =
      new FaultInjectingConnection(controller, this::edit);
  private final String address = "lab-" + System.identityHashCode(this);
  private int edits;

  AcmeHarness() {
    AcmeDirectory.publish(address, wire);
  }

  // tag::open[]
  @Override
  public SdwanBackend open(OwnerId owner) {
    Map<String, String> settings = Map.of("controller", address, "apiKey", AcmeAdmin.API_KEY);
    return new AcmeBackendProvider().open(BackendSettings.of(settings), owner);
  }

  @Override
  public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
    AcmeClient client = new AcmeClient(() -> wire, new Secret(AcmeAdmin.API_KEY));
    return Optional.of(new AcmeBackend(client, owner, less));
  }

  // end::open[]

  @Override
  public long writes() {
    return wire.writes();
  }

  @Override
  public void onWrite(Runnable look) {
    wire.onWrite(look);
  }

  /** Something ahead of our rules, something behind them, and something that looks like ours. */
  @Override
  public void addForeign() {
    int number = ++edits;
    for (String site : AcmeAdmin.SITES) {
      console.addObject(site, "object office-" + number + " prefixes 203.0.113.0/26");
      console.addObject(site, "object fw-mine-" + number + " prefixes 203.0.113.64/26 owner joe");
      List<String> rules = new ArrayList<>(console.rules(site));
      rules.add(
          0, "rule  voice-" + number + "  zone corp to office-" + number + " via  lte log yes");
      rules.add(
          "rule fw-x-"
              + number
              + " zone guest from fw-mine-"
              + number
              + " to any proto any sports any dports any via mpls else best"
              + " note fairway owner=Joe rule=none direction=to-service sequence=1");
      console.setRules(site, rules);
    }
  }

  private void edit(String site) {
    List<String> rules = new ArrayList<>(console.rules(site));
    rules.add("rule urgent-" + ++edits + " zone guest via lte else drop");
    console.setRules(site, rules);
  }

  @Override
  public byte[] foreign() {
    StringBuilder text = new StringBuilder();
    for (String site : AcmeAdmin.SITES) {
      text.append(site).append('\n');
      console.show(site).stream()
          .filter(line -> !line.matches(".* note fairway owner=kit-.*"))
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void fault(Fault fault, int nthWrite) {
    wire.fault(fault, nthWrite);
  }

  /**
   * At the sender's own gateway where it has one. A sender from nowhere may enter anywhere, so it
   * counts as steered only where every gateway steers it.
   */
  // tag::in-force[]
  @Override
  public Optional<Treatment> inForce(Flow flow) {
    if (flow.family() == IpFamily.IPV6) {
      return Optional.empty();
    }
    List<Optional<String>> answers = new ArrayList<>();
    for (String site : entrances(flow.source().addressText())) {
      answers.add(controller.ruleFor(site, packet(flow)));
    }
    return answers.stream().allMatch(Optional::isPresent)
        ? answers.get(0).map(AcmeHarness::treatment)
        : Optional.empty();
  }

  // end::in-force[]

  private static List<String> entrances(String sender) {
    for (int i = 0; i < AcmeAdmin.SITES.size(); i++) {
      if (sender.matches("10\\.(10)?" + (i + 1) + "\\..*")) {
        return List.of(AcmeAdmin.SITES.get(i));
      }
    }
    return AcmeAdmin.SITES;
  }

  private static AcmePacket packet(Flow flow) {
    return new AcmePacket(
        flow.segment().value(),
        flow.source().addressText(),
        flow.destination().addressText(),
        flow.protocol().number(),
        flow.sourcePort(),
        flow.destinationPort());
  }

  /** Reads the line with its own eyes: the backend's codec is what is being tested. */
  private static Treatment treatment(String line) {
    List<String> words = Arrays.asList(line.split(" +"));
    String[] circuits = words.get(words.indexOf("via") + 1).split(",", -1);
    boolean drop = words.contains("else") && words.get(words.indexOf("else") + 1).equals("drop");
    return Treatment.steer(
        drop ? Fallback.NONE : Fallback.ANY,
        Arrays.stream(circuits).map(Transport::new).toArray(Transport[]::new));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(AcmeAdmin.API_KEY);
  }

  /** Nothing: the backend does not log. What it has to say is in its reports and exceptions. */
  @Override
  public String logged() {
    return "";
  }

  @Override
  public void close() {
    AcmeDirectory.withdraw(address);
  }
}
