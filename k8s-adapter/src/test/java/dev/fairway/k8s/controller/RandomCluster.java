package dev.fairway.k8s.controller;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cluster whose objects change at random. What changes next depends on the seed and on what the
 * API holds, never on Fairway.
 */
final class RandomCluster {

  private static final String SITE = "fairway.dev/site";
  private static final List<String> SITES = List.of("100", "100", "200", "200", "300", "");

  private final Random random;
  private final ClusterWriters writers;
  private final RandomServices services;
  private final RandomSlices slices;

  RandomCluster(Random random, ClusterWriters writers) {
    this.random = random;
    this.writers = writers;
    services = new RandomServices(random, writers);
    slices = new RandomSlices(random, writers);
  }

  /** What there is before anything happens. */
  void settle() {
    RandomServices.NAMESPACES.forEach(writers::createNamespace);
    writers.create(node("node-0", "100"));
    writers.create(node("node-1", "200"));
    writers.create(node("node-2", "200"));
    for (int i = 0; i < 5; i++) {
      services.create();
      slices.create();
    }
  }

  /** Changes something, and says what. */
  String change() {
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> services.create();
      case 3, 4, 5, 6 -> services.annotate();
      case 7 -> services.changePorts();
      case 8 -> services.delete();
      case 9 -> services.balance();
      case 10 -> services.say();
      case 11, 12, 13 -> slices.create();
      case 14, 15 -> slices.fill();
      case 16 -> slices.shake();
      case 17 -> slices.changePorts();
      case 18 -> slices.split();
      case 19 -> slices.merge();
      case 20 -> random.nextBoolean() ? slices.sync() : slices.delete();
      case 21 -> moveNode();
      default -> changeDefaults();
    };
  }

  RandomServices services() {
    return services;
  }

  private static Node node(String name, String site) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(SITE, site)
        .endMetadata()
        .build();
  }

  private String moveNode() {
    String name = "node-" + random.nextInt(3);
    Node there =
        writers.written(Node.class).stream()
            .filter(node -> node.getMetadata().getName().equals(name))
            .findFirst()
            .orElse(null);
    String site = ClusterWriters.any(random, SITES);
    if (there == null) {
      writers.create(node(name, site));
      return "create Node " + name + " at " + site;
    }
    if (random.nextInt(3) == 0) {
      writers.delete(there);
      return "delete Node " + name;
    }
    writers.edit(
        there,
        node -> new NodeBuilder(node).editMetadata().addToLabels(SITE, site).endMetadata().build());
    return "Node " + name + " is at " + site;
  }

  private String changeDefaults() {
    Namespace namespace = ClusterWriters.any(random, writers.written(Namespace.class));
    Map<String, String> defaults = new HashMap<>();
    if (random.nextBoolean()) {
      defaults.putAll(RandomServices.annotations(random));
    }
    writers.edit(
        namespace,
        there ->
            new NamespaceBuilder(there)
                .editMetadata()
                .withAnnotations(defaults)
                .endMetadata()
                .build());
    return "defaults of " + namespace.getMetadata().getName() + ": " + defaults;
  }
}
