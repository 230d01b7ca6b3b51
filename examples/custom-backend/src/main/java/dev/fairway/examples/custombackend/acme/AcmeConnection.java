package dev.fairway.examples.custombackend.acme;

import java.util.concurrent.CompletableFuture;

/** The way to a controller. A real vendor has HTTPS here. */
@FunctionalInterface
public interface AcmeConnection {

  /**
   * Sends one request. The answer may never come: then the future never completes.
   *
   * @param request the command on the first line, what belongs to it on those that follow
   */
  CompletableFuture<String> send(String request);
}
