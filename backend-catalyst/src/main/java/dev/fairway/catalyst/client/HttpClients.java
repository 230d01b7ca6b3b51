package dev.fairway.catalyst.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** How OkHttp is set up so that it does nothing that we did not ask for. */
final class HttpClients {

  /** As many as another client of the Manager allows itself. */
  private static final int MOST_AT_ONCE = 49;

  private HttpClients() {}

  /**
   * Follows nothing, repeats nothing and keeps no cookies: a redirect is the sign of a session that
   * is over, and only we know what may be sent twice. The call's own limit bounds the whole, so
   * there is none for its parts.
   */
  static OkHttpClient client(ConnectionOptions access) {
    Dispatcher dispatcher = new Dispatcher(threads());
    dispatcher.setMaxRequests(MOST_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(MOST_AT_ONCE);
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(access.limits().connect())
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .eventListenerFactory(SentMark::of);
    TlsTrust.install(access, client);
    return client.build();
  }

  /**
   * Daemons: a client that nobody closed keeps no process alive. The dispatcher bounds their
   * number.
   */
  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> {
          Thread thread = new Thread(work, "catalyst-manager");
          thread.setDaemon(true);
          return thread;
        });
  }
}
