package dev.fairway.examples.custombackend.acme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Acme's controller, in memory. One request at a time; thread-safe.
 *
 * <pre>
 * login KEY                          ok TOKEN
 * TOKEN logout                       ok
 * TOKEN sites                        ok, and a line for each site
 * TOKEN show SITE                    ok CHANGES, and a line for each address object and each rule
 * TOKEN object-add SITE IF           ok CHANGES; the object stands on the next line
 * TOKEN object-delete SITE IF NAME   ok CHANGES
 * TOKEN load SITE IF                 ok CHANGES; the whole rule list follows, into the candidate
 * TOKEN commit SITE IF               ok CHANGES; the candidate is now in force, all of it at once
 * anything that it will not do       error STATUS SENTENCE
 * </pre>
 *
 * <p>CHANGES is the site's change counter. IF is the counter that the sender knows; where the site
 * has changed since, nothing happens and the status is 412. A person at the console writes {@code
 * -}: whatever it is. A candidate belongs to its session, so nobody commits what somebody else has
 * not finished.
 */
public final class AcmeController implements AcmeConnection {

  private static final Set<String> WRITES = Set.of("object-add", "object-delete", "load", "commit");

  private final String apiKey;
  private final TreeMap<String, AcmeGateway> gateways = new TreeMap<>();
  private final Map<String, Map<String, List<String>>> candidates = new HashMap<>();
  private int logins;

  /**
   * A controller with empty rule lists.
   *
   * @param apiKey what opens it
   * @param sites as {@code sites} shows them: {@code site NAME gateway NAME circuits A,B lans
   *     ZONE:PREFIX,...}
   */
  public AcmeController(String apiKey, List<String> sites) {
    this.apiKey = apiKey;
    for (String line : sites) {
      String name = line.split(" ", 3)[1];
      gateways.put(name, new AcmeGateway(name, line));
    }
  }

  /** True where the request would change something at a site. */
  public static boolean isWrite(String request) {
    String[] words = request.lines().findFirst().orElse("").split(" ", 3);
    return words.length > 1 && WRITES.contains(words[1]);
  }

  @Override
  public CompletableFuture<String> send(String request) {
    try {
      return CompletableFuture.completedFuture(answer(request.lines().toList()));
    } catch (AcmeError refusal) {
      return CompletableFuture.completedFuture(refusal.text());
    }
  }

  /** The rule that a site applies to the packet now, as its line in the list. */
  public synchronized Optional<String> ruleFor(String site, AcmePacket packet) {
    return gateway(site).ruleFor(packet);
  }

  private synchronized String answer(List<String> lines) {
    String[] words = lines.get(0).split(" ", -1);
    if (words[0].equals("login")) {
      return login(words[1]);
    }
    Map<String, List<String>> candidate = candidates.get(words[0]);
    if (candidate == null) {
      throw new AcmeError(AcmeError.WRONG_KEY, "no such session");
    }
    if (words[1].equals("logout")) {
      candidates.remove(words[0]);
      return "ok";
    }
    return words[1].equals("sites") ? sites() : answer(words, lines, candidate);
  }

  private String answer(String[] words, List<String> lines, Map<String, List<String>> candidate) {
    AcmeGateway site = gateway(words[2]);
    if (words.length > 3) {
      site.requireUnchanged(words[3]);
    }
    List<String> body = new ArrayList<>(lines.subList(1, lines.size()));
    switch (words[1]) {
      case "show" -> {
        return site.show();
      }
      case "object-add" -> site.addObject(body.get(0));
      case "object-delete" -> site.deleteObject(words[4]);
      case "load" -> {
        site.check(body);
        candidate.put(words[2], body);
      }
      case "commit" -> {
        site.commit(candidate.getOrDefault(words[2], List.of()));
        candidate.remove(words[2]);
      }
      default -> throw new AcmeError(AcmeError.CANNOT, "no command " + words[1]);
    }
    return "ok " + site.changes();
  }

  private String login(String key) {
    if (!key.equals(apiKey)) {
      throw new AcmeError(AcmeError.WRONG_KEY, "no such key");
    }
    String token = "session-" + ++logins;
    candidates.put(token, new HashMap<>());
    return "ok " + token;
  }

  private String sites() {
    StringBuilder out = new StringBuilder("ok");
    gateways.values().forEach(site -> out.append('\n').append(site.description()));
    return out.toString();
  }

  private AcmeGateway gateway(String name) {
    AcmeGateway site = gateways.get(name);
    if (site == null) {
      throw new AcmeError(AcmeError.NOT_FOUND, "no site " + name);
    }
    return site;
  }
}
