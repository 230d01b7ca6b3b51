package dev.fairway.operator.server;

import dev.fairway.operator.answer.PassAnswers;
import dev.fairway.operator.answer.UnanswerableException;
import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.trace.PacketQuestion;
import dev.fairway.operator.trace.QuestionException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Answers to questions, as the command line gives them with {@code -o json}. Only a few at a time:
 * one may have to wait for the fabric, and health must be told all the while.
 */
public final class AnswerPage implements Page {

  /** Makes the document. */
  private interface Answering {
    Object answer(PassAnswers answers, PageQuery query);
  }

  private final List<String> names;
  private final String example;
  private final AnswerSource source;
  private final Semaphore places;
  private final Answering answering;

  private AnswerPage(
      List<String> names,
      String example,
      AnswerSource source,
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
  public static AnswerPage explain(AnswerSource source, Semaphore places) {
    return new AnswerPage(
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
  public static AnswerPage trace(AnswerSource source, Semaphore places) {
    return new AnswerPage(
        List.of("from", "to"),
        "/trace?from=site:100&to=shop/cart:7070/tcp",
        source,
        places,
        (answers, query) -> answers.trace(question(query), source::tracePath));
  }

  private static PacketQuestion question(PageQuery query) {
    try {
      return PacketQuestion.parse(query.value("from"), query.value("to"));
    } catch (QuestionException malformed) {
      throw UnanswerableException.malformed(malformed);
    }
  }

  @Override
  public Reply answer(PageQuery query) {
    if (!query.hasExactly(names)) {
      return Reply.problem(
          Reply.BAD_REQUEST,
          "it takes " + names.stream().collect(Collectors.joining(" and ")) + ", as in " + example);
    }
    if (!places.tryAcquire()) {
      return Reply.problem(
          Reply.UNAVAILABLE, "other questions are being answered; ask again in a moment");
    }
    try {
      return Reply.document(answering.answer(source.current(), query));
    } catch (UnanswerableException none) {
      return Reply.problem(
          none.kind() == UnanswerableException.Kind.MALFORMED ? Reply.BAD_REQUEST : Reply.NOT_FOUND,
          none.problem(),
          DiagnosticView.of(none.besides()));
    } catch (NoAnswerException notNow) {
      return Reply.problem(Reply.UNAVAILABLE, notNow.reason());
    } finally {
      places.release();
    }
  }
}
