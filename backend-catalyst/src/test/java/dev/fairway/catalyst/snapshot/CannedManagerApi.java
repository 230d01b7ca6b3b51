package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Manager with fixed responses to reads, a record of its requests, and no writes. */
final class CannedManagerApi implements ManagerApi {

  private final Map<String, JsonNode> answers = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();

  CannedManagerApi answer(String path, JsonNode answer) {
    answers.put(path, answer);
    return this;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public JsonNode get(String path) {
    asked.add(path);
    JsonNode answer = answers.get(path);
    if (answer == null) {
      throw new ManagerException(ManagerException.Reason.NOT_FOUND, "GET " + path);
    }
    return answer.deepCopy();
  }

  @Override
  public JsonNode ask(String path, Object body) {
    throw new AssertionError("POST " + path);
  }

  @Override
  public JsonNode post(String path, Object body) {
    throw new AssertionError("POST " + path);
  }

  @Override
  public JsonNode put(String path, Object body) {
    throw new AssertionError("PUT " + path);
  }

  @Override
  public JsonNode delete(String path) {
    throw new AssertionError("DELETE " + path);
  }

  @Override
  public void pause(Duration longest) {
    throw new AssertionError("a read that waits");
  }
}
