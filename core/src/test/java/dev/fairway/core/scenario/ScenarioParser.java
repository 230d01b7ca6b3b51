package dev.fairway.core.scenario;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parser of scenarios: a small WAN and cluster as text, one fact a line. The WAN is that of
 * {@link RandomTopology#wan}: sites 100, 200 and 300, with 10.N.0.0/16 and fd00:N::/32, and three
 * transports.
 *
 * <pre>
 * routes unknown                      what the WAN routes; known where nothing is said
 * without IPV6                        a feature that the target lacks
 * limit RULES 4                       a limit of the target
 * networks 10.0.0.0/8 192.0.2.0/24@guest 10.1.8.0/24@default=300
 * wan-network 10.1.0.4/30@default=300 another network that the WAN knows
 * function firewall 100               a service function at a site
 * tunnel 100 200 mpls clear           a tunnel between two sites, encrypted or clear, both ways
 * protected 10.1.0.9 10.2.0.0/30      addresses that no Service may claim
 * datapath overlay
 * default-site 100
 * beside shop-asia                    another cluster of the fleet, without Services
 * namespace shop fairway.dev/dscp: ef an annotation of a Namespace, above its Services
 * service shop/web age=2 http:tcp:80 dns:udp:53 web:tcp:81:target
 * own fairway.dev/tunnel: mpls        an annotation of the Service
 * asks ports=every tunnel=mpls fallback=none
 * unreadable                          its annotations cannot be understood
 * last-good ports=every tunnel=mpls fallback=none
 * optional metrics                    a port name that only a default names
 * behind http tcp/8080 10.1.0.1 10.2.0.1@300 10.1.0.2=draining 10.1.0.3=terminating 10.9.0.1^other
 * behind http tcp/all 10.1.0.1        a slice port without a number
 * behind http tcp/8080 10.1.0.4=published     terminating, and ready all the same
 * behind http tcp/8080 10.1.0.5=retained      listed by no slice any more, and kept for a time
 * behind http tcp/80 10.3.0.1!VIP     an address of the Service itself
 * behind http tcp/80 10.3.0.1?        of which no pod of the Service is known
 * behind - tcp/80 10.1.0.1            a slice port without a name
 * behind none 10.1.0.1                a slice without ports
 * </pre>
 */
public final class ScenarioParser {

  private static final String CLUSTER = "shop-eu";

  private boolean routesKnown = true;
  private TargetProfile profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private final List<Network> networks = new ArrayList<>();
  private final List<Network> wanNetworks = new ArrayList<>();
  private final List<ServiceFunction> functions = new ArrayList<>();
  private final List<Tunnel> tunnels = new ArrayList<>();
  private final List<IpPrefix> protectedAddresses = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
  private Datapath datapath = Datapath.NATIVE;
  private Optional<SiteId> defaultSite = Optional.empty();
  private final SortedMap<ServiceKey, ServiceState> services = new TreeMap<>();
  private final List<String> others = new ArrayList<>();

  private ServiceKey key;
  private Instant created;
  private List<ServicePort> ports;
  private SortedMap<String, String> annotations;
  private Optional<ServiceIntent> asked;
  private Optional<ServiceIntent> lastGood;
  private List<Diagnostic> problems;
  private Set<String> optional;
  private List<ServiceEndpoints> endpoints;

  private ScenarioParser() {}

  public static ScenarioParser read(String text) {
    ScenarioParser scenario = new ScenarioParser();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(scenario::line);
    scenario.endService();
    return scenario;
  }

  public FleetSnapshot fleet() {
    List<ClusterSnapshot> clusters = new ArrayList<>();
    clusters.add(
        new ClusterSnapshot(
            CLUSTER,
            new OwnerId(CLUSTER),
            1,
            Completeness.COMPLETE,
            networks,
            defaultSite,
            datapath,
            services,
            namespaceFindings(),
            protectedAddresses));
    others.forEach(
        other -> clusters.add(RandomTopology.cluster(other, List.of(), new TreeMap<>())));
    return FleetSnapshot.of(clusters.toArray(ClusterSnapshot[]::new));
  }

  public WanInventory wan() {
    WanInventory plain = RandomTopology.wan(routesKnown);
    List<Network> known = new ArrayList<>(plain.networks());
    known.addAll(wanNetworks);
    return new WanInventory(plain.sites(), known, tunnels, plain.routed(), functions);
  }

  private List<Diagnostic> namespaceFindings() {
    List<Diagnostic> findings = new ArrayList<>();
    namespaces.forEach(
        (name, defaults) ->
            findings.addAll(IntentAnnotations.checkNamespace(CLUSTER, name, defaults)));
    return findings;
  }

  public TargetProfile profile() {
    return profile;
  }

  private void line(String line) {
    String[] words = line.split(" ", -1);
    String rest = line.substring(Math.min(line.length(), words[0].length() + 1));
    switch (words[0]) {
      case "routes" -> routesKnown = words[1].equals("known");
      case "without" -> profile = profile.without(Feature.valueOf(words[1]));
      case "limit" ->
          profile = profile.withLimit(Limit.valueOf(words[1]), Integer.parseInt(words[2]));
      case "networks" -> Arrays.stream(words).skip(1).map(this::network).forEach(networks::add);
      case "wan-network" -> wanNetworks.add(network(words[1]));
      case "function" ->
          functions.add(new ServiceFunction(words[1], new SiteId(words[2]), false, true));
      case "tunnel" -> tunnel(words);
      case "protected" ->
          Arrays.stream(words).skip(1).map(IpPrefix::parse).forEach(protectedAddresses::add);
      case "namespace" ->
          annotate(
              namespaces.computeIfAbsent(words[1], absent -> new TreeMap<>()),
              rest.substring(words[1].length() + 1));
      case "own" -> annotate(annotations, rest);
      case "datapath" -> datapath = Datapath.valueOf(words[1].toUpperCase(Locale.ROOT));
      case "default-site" -> defaultSite = Optional.of(new SiteId(words[1]));
      case "beside" -> others.add(words[1]);
      case "service" -> service(words);
      case "asks" -> asked = Optional.of(ServiceIntent.parse(rest));
      case "last-good" -> lastGood = Optional.of(ServiceIntent.parse(rest));
      case "optional" -> optional = Set.of(words[1]);
      case "unreadable" -> problems = List.of(unreadable());
      case "behind" -> behind(words);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private Network network(String text) {
    String[] parts = text.split("[@=]", -1);
    return new Network(
        IpPrefix.parse(parts[0]),
        parts.length > 1 ? new Segment(parts[1]) : Segment.DEFAULT,
        parts.length > 2 ? Optional.of(new SiteId(parts[2])) : Optional.empty());
  }

  private void tunnel(String[] words) {
    Transport transport = new Transport(words[3]);
    Tunnel there =
        new Tunnel(
            edge(words[1]),
            transport,
            edge(words[2]),
            transport,
            words[4].equals("encrypted"),
            Optional.empty(),
            true,
            Optional.empty());
    tunnels.add(there);
    tunnels.add(there.reversed());
  }

  /** The edge of a site of {@link RandomTopology#wan}. */
  private static String edge(String site) {
    return "edge-" + site.substring(0, 1);
  }

  private static void annotate(SortedMap<String, String> annotations, String line) {
    int colon = line.indexOf(": ");
    annotations.put(line.substring(0, colon), line.substring(colon + 2));
  }

  private Diagnostic unreadable() {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_VALUE, key.subject(), "fairway.dev/tunnel", "mp ls", "unreadable");
  }

  private void service(String[] words) {
    endService();
    String[] names = words[1].split("/", -1);
    key = new ServiceKey(CLUSTER, names[0], names[1]);
    created = Instant.EPOCH;
    ports = new ArrayList<>();
    annotations = new TreeMap<>();
    asked = Optional.empty();
    lastGood = Optional.empty();
    problems = List.of();
    optional = Set.of();
    endpoints = new ArrayList<>();
    for (String word : Arrays.asList(words).subList(2, words.length)) {
      if (word.startsWith("age=")) {
        created = Instant.ofEpochSecond(1_000 - Long.parseLong(word.substring(4)));
      } else {
        String[] port = word.split(":", -1);
        ports.add(
            new ServicePort(
                port[0],
                IpProtocol.parse(port[1]),
                Integer.parseInt(port[2]),
                port.length > 3 ? port[3] : ""));
      }
    }
  }

  private void behind(String[] words) {
    if (words[1].equals("none")) {
      endpoints.add(ServiceEndpoints.withoutPorts(endpoints(words, 2)));
      return;
    }
    String[] port = words[2].split("/", -1);
    endpoints.add(
        new ServiceEndpoints(
            words[1].equals("-") ? "" : words[1],
            Optional.of(IpProtocol.parse(port[0])),
            port[1].equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port[1])),
            endpoints(words, 3)));
  }

  private static List<Endpoint> endpoints(String[] words, int from) {
    return Arrays.stream(words).skip(from).map(ScenarioParser::endpoint).toList();
  }

  private static Endpoint endpoint(String text) {
    String address = text.split("[@=^!?]", -1)[0];
    String mark = text.substring(address.length());
    Endpoint plain =
        Endpoint.pod(
            IpPrefix.parse(address),
            mark.startsWith("@") ? Optional.of(new SiteId(mark.substring(1))) : Optional.empty());
    Endpoint marked =
        new Endpoint(
            plain.address(),
            plain.site(),
            mark.startsWith("!") ? Endpoint.Kind.valueOf(mark.substring(1)) : plain.kind(),
            switch (mark) {
              case "=draining" -> new Endpoint.State(false, true, true);
              case "=terminating" -> new Endpoint.State(false, false, true);
              case "=published" -> new Endpoint.State(true, false, true);
              case "=retained" -> new Endpoint.State(true, true, false, true);
              case "=unready" -> new Endpoint.State(false, false, false);
              default -> plain.state();
            },
            mark.startsWith("^") ? Optional.of(mark.substring(1)) : Optional.empty(),
            plain.pod());
    return marked.withProven(!mark.equals("?"));
  }

  private IntentReading reading() {
    SortedMap<String, String> defaults = namespaces.getOrDefault(key.namespace(), new TreeMap<>());
    if (annotations.isEmpty() && defaults.isEmpty()) {
      return new IntentReading(
          problems.isEmpty() ? asked : Optional.empty(), lastGood, List.of(), optional, problems);
    }
    Set<String> names = new TreeSet<>();
    ports.forEach(port -> names.add(port.name()));
    return IntentAnnotations.read(
        key,
        annotations,
        IntentAnnotations.defaultsFor(names, defaults),
        lastGood.map(ServiceIntent::canonical),
        IntentOptions.DEFAULT);
  }

  private void endService() {
    if (key != null) {
      services.put(key, new ServiceState(key, created, ports, reading(), endpoints, List.of()));
    }
  }
}
