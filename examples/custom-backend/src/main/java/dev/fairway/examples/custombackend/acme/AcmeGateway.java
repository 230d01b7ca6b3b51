package dev.fairway.examples.custombackend.acme;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one site holds: address objects, the rule list in force, and how often either has changed.
 * Guarded by the controller's lock.
 */
final class AcmeGateway {

  private static final int MOST_RULES = 100;
  private static final int MOST_PREFIXES = 200;
  private static final String NAME = "[a-z0-9-]{1,24}";

  private final String name;
  private final String description;
  private final TreeMap<String, AcmeStatement> objects = new TreeMap<>();
  private List<String> rules = List.of();
  private long changes;

  AcmeGateway(String name, String description) {
    this.name = name;
    this.description = description;
  }

  String description() {
    return description;
  }

  long changes() {
    return changes;
  }

  void requireUnchanged(String counter) {
    if (!counter.equals("-") && !counter.equals(Long.toString(changes))) {
      throw new AcmeError(AcmeError.CHANGED_MEANWHILE, "site " + name + " is at change " + changes);
    }
  }

  String show() {
    StringBuilder out = new StringBuilder("ok ").append(changes);
    objects.values().forEach(object -> out.append('\n').append(object.line()));
    rules.forEach(rule -> out.append('\n').append(rule));
    return out.toString();
  }

  void addObject(String line) {
    AcmeStatement object = AcmeStatement.parse(line);
    requireName(object);
    require(!objects.containsKey(object.name()), "object " + object.name() + " is there already");
    int prefixes = object.word("prefixes").split(",", -1).length;
    require(prefixes <= MOST_PREFIXES, prefixes + " prefixes, most " + MOST_PREFIXES);
    objects.put(object.name(), object);
    changes++;
  }

  void deleteObject(String object) {
    if (!objects.containsKey(object)) {
      throw new AcmeError(AcmeError.NOT_FOUND, "no object " + object);
    }
    for (String line : rules) {
      AcmeStatement rule = AcmeStatement.parse(line);
      if (rule.word("from").equals(object) || rule.word("to").equals(object)) {
        throw new AcmeError(AcmeError.IN_USE, "rule " + rule.name() + " uses " + object);
      }
    }
    objects.remove(object);
    changes++;
  }

  /** Refuses a list that could not be put in force. */
  void check(List<String> list) {
    require(list.size() <= MOST_RULES, list.size() + " rules, most " + MOST_RULES);
    Set<String> names = new HashSet<>();
    for (String line : list) {
      AcmeStatement rule = AcmeStatement.parse(line);
      requireName(rule);
      require(names.add(rule.name()), "two rules " + rule.name());
      for (String side : List.of("from", "to")) {
        String object = rule.word(side);
        require(
            object.equals("any") || objects.containsKey(object),
            "rule " + rule.name() + " uses " + object + ", which is not there");
      }
    }
  }

  void commit(List<String> list) {
    check(list);
    rules = List.copyOf(list);
    changes++;
  }

  Optional<String> ruleFor(AcmePacket packet) {
    return rules.stream()
        .filter(line -> packet.fits(AcmeStatement.parse(line), objects))
        .findFirst();
  }

  private static void requireName(AcmeStatement statement) {
    require(statement.name().matches(NAME), "the name " + statement.name());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AcmeError(AcmeError.CANNOT, otherwise);
    }
  }
}
