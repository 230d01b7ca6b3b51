package dev.fairway.operator.server;

import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.ProblemDocument;
import java.util.List;

/**
 * The response to an HTTP request.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param body the text
 */
public record ServerResponse(int status, String type, String body) {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int WRONG_METHOD = 405;
  static final int BROKEN = 500;
  static final int UNAVAILABLE = 503;

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Metrics in the text form that Prometheus reads. */
  public static ServerResponse metrics(String text) {
    return new ServerResponse(OK, PROMETHEUS, text);
  }

  /** A document as JSON. */
  static ServerResponse document(Object document) {
    return new ServerResponse(OK, JSON, Json.of(document));
  }

  /** Lines of text. */
  static ServerResponse text(int status, String text) {
    return new ServerResponse(status, TEXT, text);
  }

  /** The reason why there is no answer, as JSON. */
  static ServerResponse problem(int status, String sentence) {
    return problem(status, sentence, List.of());
  }

  /** The reason why there is no answer, as JSON, with diagnostics that may be behind it. */
  static ServerResponse problem(int status, String sentence, List<DiagnosticView> others) {
    return new ServerResponse(status, JSON, Json.of(ProblemDocument.of(sentence, others)));
  }
}
