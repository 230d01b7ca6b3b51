package dev.fairway.operator.server;

import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QueryException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/**
 * The handler of queries, which answers as the command line does with {@code -o json}. Only a few
 * at a time: one may have to wait for the fabric, and health must be served all the while.
 */
public final class QueryHandler implements RequestHandler {

  private final List<String> names;
  private final String example;
  private final QuerySource source;
  private final Semaphore permits;
  private final BiFunction<QueryService, QueryParameters, Object> document;

  private QueryHandler(
      List<String> names,
      String example,
      QuerySource source,
      Semaphore permits,
      BiFunction<QueryService, QueryParameters, Object> document) {
    this.names = names;
    this.example = example;
    this.source = source;
    this.permits = permits;
    this.document = document;
  }

  /**
   * A handler that explains one Service.
   *
   * @param permits how many queries may be under way, over all handlers that share it
   */
  public static QueryHandler explain(QuerySource source, Semaphore permits) {
    return new QueryHandler(
        List.of("service"),
        "/explain?service=shop/cart",
        source,
        permits,
        (service, query) -> service.explain(query.value("service")));
  }

  /**
   * A handler that traces the path of one packet.
   *
   * @param permits how many queries may be under way, over all handlers that share it
   */
  public static QueryHandler trace(QuerySource source, Semaphore permits) {
    return new QueryHandler(
        List.of("from", "to"),
        "/trace?from=site:100&to=shop/cart:7070/tcp",
        source,
        permits,
        (service, query) ->
            service.trace(
                PacketQuery.parse(query.value("from"), query.value("to")), source::tracePath));
  }

  @Override
  public ServerResponse handle(QueryParameters query) {
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
      return ServerResponse.document(document.apply(source.current(), query));
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
