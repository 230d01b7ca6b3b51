package dev.fairway.operator.server;

import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.query.UnanswerableException;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QuestionException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Answers to questions, as the command line gives them with {@code -o json}. Only a few at a time:
 * one may have to wait for the fabric, and health must be told all the while.
 */
public final class QueryHandler implements RequestHandler {

  /** Makes the document. */
  private interface Answering {
    Object answer(QueryService answers, QueryParameters query);
  }

  private final List<String> names;
  private final String example;
  private final QuerySource source;
  private final Semaphore places;
  private final Answering answering;

  private QueryHandler(
      List<String> names,
      String example,
      QuerySource source,
      Semaphore places,
      Answering answering) {
    this.names = names;
    this.example = example;
    this.source = source;
    this.places = places;
    this.answering = answering;
  }

  /**
   * All about one Service.
   *
   * @param places how many answers may be under way, over all pages that share it
   */
  public static QueryHandler explain(QuerySource source, Semaphore places) {
    return new QueryHandler(
        List.of("service"),
        "/explain?service=shop/cart",
        source,
        places,
        (answers, query) -> answers.explain(query.value("service")));
  }

  /**
   * Which way one packet takes.
   *
   * @param places how many answers may be under way, over all pages that share it
   */
  public static QueryHandler trace(QuerySource source, Semaphore places) {
    return new QueryHandler(
        List.of("from", "to"),
        "/trace?from=site:100&to=shop/cart:7070/tcp",
        source,
        places,
        (answers, query) -> answers.trace(question(query), source::tracePath));
  }

  private static PacketQuery question(QueryParameters query) {
    try {
      return PacketQuery.parse(query.value("from"), query.value("to"));
    } catch (QuestionException malformed) {
      throw UnanswerableException.malformed(malformed);
    }
  }

  @Override
  public ServerResponse answer(QueryParameters query) {
    if (!query.hasExactly(names)) {
      return ServerResponse.problem(
          ServerResponse.BAD_REQUEST,
          "it takes " + names.stream().collect(Collectors.joining(" and ")) + ", as in " + example);
    }
    if (!places.tryAcquire()) {
      return ServerResponse.problem(
          ServerResponse.UNAVAILABLE, "other questions are being answered; ask again in a moment");
    }
    try {
      return ServerResponse.document(answering.answer(source.current(), query));
    } catch (UnanswerableException none) {
      return ServerResponse.problem(
          none.kind() == UnanswerableException.Kind.MALFORMED
              ? ServerResponse.BAD_REQUEST
              : ServerResponse.NOT_FOUND,
          none.problem(),
          DiagnosticView.of(none.besides()));
    } catch (NoAnswerException notNow) {
      return ServerResponse.problem(ServerResponse.UNAVAILABLE, notNow.reason());
    } finally {
      places.release();
    }
  }
}
