package dev.fairway.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.faultinjection.SimulatedHttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * A Kubernetes API on a loopback port of this process. Holds its objects in memory; begins with the
 * namespaces that every cluster has. Thread-safe.
 */
public final class EmbeddedKubernetes implements AutoCloseable {

  private final EmbeddedKubernetesBuilder settings;
  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ApiFaultInjector faultInjector;
  private final RequestLog log = new RequestLog();
  private final SimulatedHttpServer listener;
  private final ObjectWriteHandler writes;
  private final SimulatedPods pods;

  EmbeddedKubernetes(EmbeddedKubernetesBuilder settings) {
    this.settings = settings;
    this.store = new ObjectStore(settings.history());
    this.hub = new WatchRegistry(store);
    ApiAuthorizer permissions = new ApiAuthorizer();
    this.faultInjector = new ApiFaultInjector(store, hub, permissions);
    this.writes = new ObjectWriteHandler(store, settings.clock());
    this.pods = new SimulatedPods(store, writes);
    ApiRequestHandler face =
        new ApiRequestHandler(store, hub, faultInjector, permissions, log, writes, settings);
    this.listener =
        new SimulatedHttpServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()),
            settings.tls(),
            "embedded-kubernetes",
            face);
    for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      ObjectNode namespace = JsonTrees.object().put("kind", "Namespace").put("apiVersion", "v1");
      JsonTrees.metadata(namespace).put("name", name);
      writes.seed(namespace);
    }
    listener.open();
  }

  /** Starts one on a free port. */
  public static EmbeddedKubernetes start() {
    return builder().start();
  }

  /** For one that is not as {@link #start} makes it. */
  public static EmbeddedKubernetesBuilder builder() {
    return new EmbeddedKubernetesBuilder();
  }

  /** Where it listens. */
  public URI url() {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + listener.port());
  }

  /** A kubeconfig for it, as YAML; holds the bearer token where there is one. */
  public String kubeconfig() {
    return KubeconfigText.of(url(), settings.authority(), settings.token());
  }

  /** What is to befall it. */
  public ApiFaultInjector faultInjector() {
    return faultInjector;
  }

  /**
   * Stores an object as if it had been created at the time that its metadata names, now where there
   * is none, with the status that it has. It replaces an object of the same name.
   *
   * @param json the object, with its kind and its name
   * @throws IllegalArgumentException where it is no object that an API server takes
   */
  public void seed(String json) {
    try {
      writes.seed((ObjectNode) JsonTrees.MAPPER.readTree(json));
    } catch (JsonProcessingException | ClassCastException | ApiStatusException refused) {
      throw new IllegalArgumentException(refused.getMessage() + ": " + json, refused);
    }
  }

  /** The pods behind its EndpointSlices. */
  public SimulatedPods pods() {
    return pods;
  }

  /** The last 10,000 requests about objects, in the order of their arrival. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  /** Forgets the requests up to now. */
  public void forgetRequests() {
    log.clear();
  }

  /** Closes its port and breaks all connections; connecting is refused. Objects stay. */
  public void goAway() {
    hub.cutAll();
    listener.shut();
  }

  /** Listens again on the port that it had. */
  public void comeBack() {
    listener.open();
  }

  /** Closes the port, breaks all connections, and ends all threads. */
  @Override
  public void close() {
    hub.cutAll();
    faultInjector.clear();
    listener.close();
  }
}
