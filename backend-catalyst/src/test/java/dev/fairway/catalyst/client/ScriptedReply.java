package dev.fairway.catalyst.client;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** The reply of a scripted Manager to a request that it has read. */
@FunctionalInterface
interface ScriptedReply {

  void give(HttpExchange exchange) throws IOException;

  static ScriptedReply json(String text) {
    return json(200, text);
  }

  static ScriptedReply json(int status, String text) {
    return typed(status, "application/json", text);
  }

  static ScriptedReply html(int status, String text) {
    return typed(status, "text/html;charset=UTF-8", text);
  }

  static ScriptedReply signInPage() {
    return html(200, "<html><body><div class='loginContainer'>Sign in</div></body></html>");
  }

  static ScriptedReply typed(int status, String type, String text) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    };
  }

  static ScriptedReply empty(int status) {
    return exchange -> send(exchange, status, new byte[0]);
  }

  /** Reads the request, and closes the connection. */
  static ScriptedReply hangUp() {
    return HttpExchange::close;
  }

  /** Answers nothing until the latch opens; says when it began to wait. */
  static ScriptedReply hang(CountDownLatch reached, CountDownLatch until) {
    return exchange -> {
      reached.countDown();
      try {
        until.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /** The same with a header more. */
  default ScriptedReply with(String header, String value) {
    return exchange -> {
      exchange.getResponseHeaders().add(header, value);
      give(exchange);
    };
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
