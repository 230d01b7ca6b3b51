package dev.fairway.operator.server;

import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QueryException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The handler of queries, which answers as the command line does with {@code -o json}. Only a few
 * at a time: one may have to wait for the fabric, and health must be served all the while.
 */
public final class QueryHandler {

  private QueryHandler() {}

  /**
   * A handler that explains one Service.
   *
   * @param permits how many queries may be under way, over all handlers that share it
   */
  public static RequestHandler explain(QuerySource source, Semaphore permits) {
    return query ->
        answer(
            List.of("service"),
            "/explain?service=shop/cart",
            query,
            permits,
            () -> source.current().explain(query.value("service")));
  }

  /**
   * A handler that traces the path of one packet.
   *
   * @param permits how many queries may be under way, over all handlers that share it
   */
  public static RequestHandler trace(QuerySource source, Semaphore permits) {
    return query ->
        answer(
            List.of("from", "to"),
            "/trace?from=site:100&to=shop/cart:7070/tcp",
            query,
            permits,
            () ->
                source
                    .current()
                    .trace(
                        PacketQuery.parse(query.value("from"), query.value("to")),
                        source::tracePath));
  }

  private static ServerResponse answer(
      List<String> names,
      String example,
      QueryParameters query,
      Semaphore permits,
      Supplier<Object> document) {
    if (!query.hasExactly(names)) {
      return ServerResponse.problem(
          ServerResponse.BAD_REQUEST,
          "it takes " + String.join(" and ", names) + ", as in " + example);
    }
    if (!permits.tryAcquire()) {
      return ServerResponse.problem(
          ServerResponse.UNAVAILABLE, "other questions are being answered; ask again in a moment");
    }
    try {
      return ServerResponse.document(document.get());
    } catch (QueryException failed) {
      return ServerResponse.problem(
          status(failed.kind()), failed.problem(), DiagnosticView.of(failed.diagnostics()));
    } finally {
      permits.release();
    }
  }

  private static int status(QueryException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> ServerResponse.BAD_REQUEST;
      case UNKNOWN -> ServerResponse.NOT_FOUND;
      case UNAVAILABLE -> ServerResponse.UNAVAILABLE;
    };
  }
}
