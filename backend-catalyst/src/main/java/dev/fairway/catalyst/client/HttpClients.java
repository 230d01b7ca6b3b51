package dev.fairway.catalyst.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The OkHttp client of a connection, set up to do nothing by itself. */
final class HttpClients {

  /** As many as another client of the Manager allows itself. */
  private static final int MAX_REQUESTS = 49;

  private HttpClients() {}

  /**
   * Follows no redirect, retries nothing and keeps no cookies: a redirect is the sign of an expired
   * session, and only {@link RetryingManagerApi} knows what may be sent twice. The call's own
   * timeout bounds the whole, so there is none for its parts.
   */
  static OkHttpClient create(ConnectionOptions options) {
    Dispatcher dispatcher = new Dispatcher(threads());
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(options.limits().connect())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .eventListenerFactory(ResponseFuture::listener);
    TlsTrust.install(options, client);
    return client.build();
  }

  /**
   * Daemon threads: a client that was not closed keeps no process alive. The dispatcher bounds
   * their number.
   */
  private static ExecutorService threads() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "catalyst-manager");
          thread.setDaemon(true);
          return thread;
        });
  }
}
