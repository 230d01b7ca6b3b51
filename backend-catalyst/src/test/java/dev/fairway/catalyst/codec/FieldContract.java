package dev.fairway.catalyst.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A description of one body of the Manager's API, as a provisioning tool for it keeps them: names,
 * types, enumerations, which fields must be there. Lists the violations of a body, one sentence
 * each.
 */
final class FieldContract {

  private final JsonNode attributes;

  private FieldContract(JsonNode attributes) {
    this.attributes = attributes;
  }

  /**
   * The folder of the contracts: {@code -Dfairway.catalyst.contracts}, else beside the repository.
   */
  static Optional<Path> folder() {
    String named = System.getProperty("fairway.catalyst.contracts");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    return Optional.ofNullable(root)
        .map(found -> found.resolveSibling("shared"))
        .map(shared -> shared.resolve("data").resolve("catalyst-contracts").resolve("classic"))
        .filter(Files::isDirectory);
  }

  static FieldContract read(Path file) throws IOException {
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    return new FieldContract(yaml.path("attributes"));
  }

  /** What is wrong with the body; empty where nothing is. */
  List<String> problems(JsonNode body) {
    List<String> problems = new ArrayList<>();
    check(body, attributes, "", problems);
    return problems;
  }

  private static void check(JsonNode node, JsonNode attributes, String at, List<String> problems) {
    Set<String> described = new TreeSet<>();
    for (JsonNode attribute : attributes) {
      if (attribute.has("model_name") && applies(attribute, node, attributes)) {
        String path = path(attribute);
        described.add(path);
        checkOne(node.at("/" + path), attribute, at + "/" + path, problems);
      }
    }
    for (String leaf : leaves(node, "", described)) {
      problems.add(at + "/" + leaf + " is not described");
    }
  }

  private static String path(JsonNode attribute) {
    StringBuilder path = new StringBuilder();
    attribute
        .path("data_path")
        .forEach(part -> path.append(part.asText().replace('.', '/')).append('/'));
    return path + attribute.path("model_name").asText();
  }

  private static boolean applies(JsonNode attribute, JsonNode node, JsonNode attributes) {
    for (JsonNode condition : attribute.path("conditional_attribute").path("conditions")) {
      boolean holds = false;
      for (JsonNode other : attributes) {
        boolean named = other.path("tf_name").asText().equals(condition.path("name").asText());
        if (named && other.has("model_name")) {
          String found = node.at("/" + path(other)).asText();
          holds |= found.equals(condition.path("value").asText());
        }
      }
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static void checkOne(
      JsonNode value, JsonNode attribute, String at, List<String> problems) {
    if (value.isMissingNode()) {
      if (attribute.path("mandatory").asBoolean()) {
        problems.add(at + " is missing");
      }
      return;
    }
    boolean constant = attribute.has("value");
    if (constant && !value.asText().equals(attribute.path("value").asText())) {
      problems.add(at + " is not " + attribute.path("value").asText());
    }
    if (!fits(value, attribute)) {
      problems.add(at + " is no " + attribute.path("type").asText());
      return;
    }
    List<String> allowed = new ArrayList<>();
    attribute.path("enum_values").forEach(word -> allowed.add(word.asText()));
    if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
      problems.add(at + " is " + value.asText() + ", none of " + allowed);
    }
    if (value.size() < attribute.path("min_list").asInt(0)) {
      problems.add(at + " has too few entries");
    }
    for (int i = 0; i < value.size() && attribute.has("attributes"); i++) {
      check(value.get(i), attribute.path("attributes"), at + "/" + i, problems);
    }
  }

  private static boolean fits(JsonNode value, JsonNode attribute) {
    boolean text = attribute.path("model_type_string").asBoolean();
    return switch (attribute.path("type").asText()) {
      case "String" -> value.isTextual();
      case "Int64" -> text ? value.asText().matches("[0-9]+") : value.isIntegralNumber();
      case "Bool" ->
          attribute.path("bool_empty_string").asBoolean()
              ? value.isTextual() && value.asText().isEmpty()
              : text ? value.asText().matches("true|false") : value.isBoolean();
      case "List", "Set" -> value.isArray();
      default -> throw new IllegalArgumentException("type " + attribute.path("type"));
    };
  }

  /** The paths in an object that no attribute names, down to where one does. */
  private static List<String> leaves(JsonNode node, String prefix, Set<String> described) {
    List<String> leaves = new ArrayList<>();
    List<String> names = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        names.add(Integer.toString(i));
      }
    }
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String path = prefix + name;
      JsonNode child = node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
      if (described.contains(path)) {
        continue;
      }
      if (child.isContainerNode()) {
        leaves.addAll(leaves(child, path + "/", described));
      } else {
        leaves.add(path);
      }
    }
    return leaves;
  }
}
