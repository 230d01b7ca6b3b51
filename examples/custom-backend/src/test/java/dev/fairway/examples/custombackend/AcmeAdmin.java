package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.examples.custombackend.acme.AcmeController;
import java.util.ArrayList;
import java.util.List;

/** A person at the controller's console: looks at sites, and changes them by hand. */
final class AcmeAdmin {

  static final String API_KEY = "opens-the-lab-7f3a";
  static final List<String> SITES = List.of("berlin", "lisbon", "oslo");

  private final AcmeController controller;
  private final String token;

  AcmeAdmin(AcmeController controller) {
    this.controller = controller;
    this.token = ask("login " + API_KEY).get(0).substring("ok ".length());
  }

  /** A controller with three sites, and nothing on them. */
  static AcmeController lab() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SITES.size(); i++) {
      lines.add(
          "site %s gateway %s-1 circuits mpls,broadband,lte lans corp:10.%d.0.0/16,guest:10.10%d.0.0/16"
              .formatted(SITES.get(i), SITES.get(i), i + 1, i + 1));
    }
    return new AcmeController(API_KEY, lines);
  }

  /** The lines of a site's objects and rules. */
  List<String> show(String site) {
    List<String> answer = ask(token + " show " + site);
    return answer.subList(1, answer.size());
  }

  /** The lines of a site's rule list. */
  List<String> rules(String site) {
    return show(site).stream().filter(line -> line.startsWith("rule ")).toList();
  }

  void addObject(String site, String line) {
    ask(token + " object-add " + site + " -\n" + line);
  }

  void setRules(String site, List<String> lines) {
    ask(token + " load " + site + " -\n" + String.join("\n", lines));
    ask(token + " commit " + site + " -");
  }

  private List<String> ask(String request) {
    List<String> answer = controller.send(request).join().lines().toList();
    assertTrue(answer.get(0).startsWith("ok"), answer.get(0));
    return answer;
  }
}
