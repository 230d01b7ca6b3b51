package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A Kubernetes API on a loopback port of this process. Holds its objects in memory; begins with the
 * namespaces that every cluster has. Thread-safe.
 */
public final class EmbeddedKubernetes implements AutoCloseable {

  static {
    // The JDK's server holds small writes back for an answer of the peer, 40 ms at a time. It reads
    // this once, when its first server in the process is made.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final EmbeddedKubernetesBuilder settings;
  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ApiFaultInjector weather;
  private final RequestLog log = new RequestLog();
  private final HttpListener listener;

  EmbeddedKubernetes(EmbeddedKubernetesBuilder settings) {
    this.settings = settings;
    this.store = new ObjectStore(settings.history());
    this.hub = new WatchRegistry(store);
    ApiAuthorizer permissions = new ApiAuthorizer();
    this.weather = new ApiFaultInjector(store, hub, permissions);
    ApiRequestHandler face = new ApiRequestHandler(store, hub, weather, permissions, log, settings);
    this.listener = new HttpListener(settings.port(), settings.tls(), face);
    for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      store.put("namespaces", name, namespace(name));
    }
    listener.open();
  }

  private ObjectNode namespace(String name) {
    ObjectNode namespace = JsonTrees.object().put("kind", "Namespace").put("apiVersion", "v1");
    ObjectNode metadata = JsonTrees.metadata(namespace);
    metadata.put("name", name).put("uid", UUID.randomUUID().toString());
    metadata.put(
        "creationTimestamp",
        Instant.now(settings.clock()).truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectDefaulting.fill(ApiResources.NAMESPACE, namespace);
    return namespace;
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
  public ApiFaultInjector weather() {
    return weather;
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
    weather.clear();
    listener.close();
  }
}
