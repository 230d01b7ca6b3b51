package dev.fairway.operator.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a fabric's file and manifests: one good Service, and room for others. */
final class ShopManifests {

  static final String FABRIC =
      """
      sites:
        - {id: "100", name: Frankfurt, networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet, public-internet]}]}
        - {id: "200", name: Madrid, networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet, public-internet]}]}
      routesKnown: true
      """;

  private final Path folder;

  ShopManifests(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("manifests"));
    write("fabric.yaml", FABRIC);
    service("good", "fairway.dev/tunnel: mpls", "http", "10.2.0.1");
  }

  String path(String file) {
    return folder.resolve(file).toString();
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** A Service with one port and a slice with one address. */
  void service(String name, String annotation, String port, String address) throws IOException {
    write("manifests/" + name + ".yaml", service(name, annotation, port) + slice(name, address));
  }

  static String service(String name, String annotation, String port) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: %s
          namespace: shop
          annotations: {%s}
        spec:
          ports: [{name: %s, port: 80, protocol: TCP}]
        """
        .formatted(name, annotation, port);
  }

  static String slice(String name, String address) {
    return """
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: %s-1
          namespace: shop
          labels: {kubernetes.io/service-name: %s}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: [%s]}]
        """
        .formatted(name, name, address);
  }

  CommandRun plan(String... more) {
    return run("plan", more);
  }

  CommandRun run(String command, String... more) {
    String[] first = {
      command, "-f", path("manifests"), "--fabric", path("fabric.yaml"), "-o", "json"
    };
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }
}
